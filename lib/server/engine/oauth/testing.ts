import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { RETURN_PATH, type ReturnOutcome } from "@/lib/contracts/connect";
import type { ServerName } from "@/lib/contracts/server-name";
import { openPostgres } from "../../db/client";
import { engineCredential, engineRefresh } from "../../db/schema/engine-credential";
import { readStored, type Tokens } from "../store/credentials";
import { callTool, createRemote } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";
import type { ProtectedServer } from "./testing-provider";

export const PAST = new Date(Date.now() - 60_000);

/** A page that a browser ended on, and the addresses that it came by. */
export type Visit = { url: string; status: number; headers: Headers; html: string; hops: string[] };

type Step = { method?: string; body?: URLSearchParams; headers?: Record<string, string> };

/** As much of a browser as the flow needs: cookies, redirects and one form. */
export function createBrowser({ appUrl, origin }: TestEngine) {
  const cookies = new Map<string, { value: string; path: string }>();

  /** One request, with the cookies for its path; redirects are left to the caller. */
  async function request(url: string, { method = "GET", body, headers = {} }: Step = {}): Promise<Response> {
    const { pathname } = new URL(url);
    const sent = [...cookies].filter(([, { path }]) => pathname.startsWith(path));
    const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join("; ");
    const init = { method, body, redirect: "manual", headers: { ...headers, cookie } } as const;
    const response = await fetch(url.replace(appUrl, origin), init);
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /path=([^;]+)/i.exec(line)?.[1] ?? "/";
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, { value, path });
    }
    return response;
  }

  /** Follows redirects and pages that lead on by themselves, but not to an address that `until` names. */
  async function visit(url: string, step?: Step, until = (_: string) => false): Promise<Visit> {
    const hops = [url];
    let response = await request(url, step);
    for (let next = leadsTo(response); next; next = leadsTo(response)) {
      const target = new URL(next, hops.at(-1)).href;
      hops.push(target);
      if (until(target)) break;
      if (hops.length > 20) throw new Error(`it leads round and round: ${hops.join(" ")}`);
      response = await request(target);
    }
    const { status, headers } = response;
    return { url: hops.at(-1) ?? url, status, headers, html: await response.text(), hops };
  }

  /** Presses the button of that value on the consent page that was visited. */
  function press(
    consent: Visit,
    value: "allow" | "deny" | "nonsense" | "never" | "twice" | "slow",
    until?: (url: string) => boolean,
  ): Promise<Visit> {
    const name = new RegExp(`<button [^>]*name="(\\w+)" value="${value}"`).exec(consent.html)?.[1] ?? "none";
    const action = /<form method="post" action="([^"]+)"/.exec(consent.html)?.[1] ?? "/nowhere";
    const ticket = /name="ticket" value="([^"]+)"/.exec(consent.html)?.[1] ?? "";
    const body = new URLSearchParams({ ticket, [name]: value });
    return visit(
      new URL(action, consent.url).href,
      { method: "POST", body, headers: { origin: appUrl } },
      until,
    );
  }

  return { cookies, request, visit, press };
}

/** Where a browser goes on to by itself. */
function leadsTo({ headers }: Response): string | undefined {
  return headers.get("location") ?? /^0; url=(.+)$/.exec(headers.get("refresh") ?? "")?.[1];
}

/** A new instance at a vendor's server, whose account was connected in a browser. */
export async function connectRemote(
  engine: TestEngine,
  vendor: ProtectedServer,
  { server = "Linear", userId = randomUUID() }: { server?: ServerName; userId?: string } = {},
) {
  const made = await createRemote(engine, server, { url: vendor.resource }, { userId });
  await createBrowser(engine).visit(made.oauthUrl);
  vendor.asked.splice(0);
  return made;
}

/** Has an instance's tokens want to be renewed from now on, and be over at that time. */
export function makeDue({ db }: TestEngine, instanceId: string, expiresAt = PAST) {
  return db
    .update(engineCredential)
    .set({ refreshAt: PAST, expiresAt })
    .where(eq(engineCredential.instanceId, instanceId));
}

export async function tokensOf(engine: TestEngine, instanceId: string): Promise<Tokens> {
  return (await readStored(engine, instanceId))?.credential.secret as Tokens;
}

export function ledgerOf({ db }: TestEngine, instanceId: string) {
  return db.select().from(engineRefresh).where(eq(engineRefresh.instanceId, instanceId));
}

export async function isAuthenticated({ api }: TestEngine, instanceId: string): Promise<boolean> {
  return (await (await api(`/mcp-server/instance/${instanceId}`)).json()).isAuthenticated;
}

export type OtherProcess = {
  databaseUrl: string;
  secret: string;
  allowHosts: string[];
  /** Asked once before anything is called: whoever is to call at the same time is let go at the same time. */
  gate: string;
  serverUrl: string;
  calls: number;
};

/** What another process does that a test starts: it calls a tool so many times at once, each of which has to succeed. */
export async function callFromElsewhere({ databaseUrl, gate, serverUrl, calls, ...rest }: OtherProcess) {
  const engine = await startEngine({ ...rest, open: () => openPostgres(databaseUrl) });
  await fetch(gate);
  const address = engine.appUrl + new URL(serverUrl).pathname;
  const called = await Promise.all(Array.from({ length: calls }, () => callTool(engine, address, "who")));
  await engine.stop();
  for (const { success, error } of called) if (!success) throw new Error(error);
}

/** The address of the console where flows are sent back to, which answers no GET of this engine. */
export const returnAddress = (appUrl: string) =>
  `${appUrl}${RETURN_PATH}?state=3f1c0f60-0000-4000-8000-000000000000.${"n".repeat(43)}`;

/** The same, with what the engine has added of what came of it. */
export const isReturnWith = (outcome: ReturnOutcome, url: string, appUrl: string) =>
  url.startsWith(`${returnAddress(appUrl)}&outcome=${outcome}&signature=`);
