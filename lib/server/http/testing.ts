import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { hashPassword } from "better-auth/crypto";
import type { Role } from "@/lib/contracts/member";
import { account, user } from "../db/schema/auth";
import { openTestDatabase } from "../db/testing";
import { runtime } from "../process/runtime";
import { handleAuth } from "./auth";

export const ORIGIN = "http://console.test:3000";
export const PASSWORD = "correct horse battery";

/** What a developer's own environment may say, and a test's must not. */
const UNSET = ["DATABASE_URL", "KLAVIS_API_KEY", "KLAVIS_EU_API_KEY", "EMBEDDED_ENGINE", "TRUSTED_PROXIES"];

/** Opens the process's runtime on a data folder of its own. One for each test file: the runtime is the process's. */
export async function openTestRuntime(variables: Record<string, string> = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "patchbay-http-"));
  // The runtime then finds a database, and need not make one.
  await (await openTestDatabase(folder)).close();
  for (const name of UNSET) process.env[name] = "";
  Object.assign(process.env, { DATA_DIR: folder, APP_URL: ORIGIN, LOG_LEVEL: "silent", ...variables });
  const opened = await runtime();
  const { db } = opened.database;
  const hash = await hashPassword(PASSWORD);

  /** A new member, who can sign in with `PASSWORD`. */
  async function addMember(role: Role): Promise<{ id: string; email: string }> {
    const id = randomUUID();
    const email = `${role}-${id}@example.com`;
    await db.insert(user).values({ id, name: `Some ${role}`, email, role });
    await db
      .insert(account)
      .values({ id: randomUUID(), accountId: id, providerId: "credential", userId: id, password: hash });
    return { id, email };
  }

  /** A new member of that role who has signed in, with the cookie of the session. */
  async function signIn(role: Role): Promise<{ id: string; email: string; cookie: string }> {
    const member = await addMember(role);
    const body = { email: member.email, password: PASSWORD };
    const response = await handleAuth(ask("/api/auth/sign-in/email", { method: "POST", body }));
    return { ...member, cookie: cookieOf(response) };
  }

  async function close(): Promise<void> {
    await opened.database.close();
    await rm(folder, { recursive: true, force: true });
  }

  return { ...opened, db, addMember, signIn, close };
}

export type TestRuntime = Awaited<ReturnType<typeof openTestRuntime>>;

type Asked = {
  method?: string;
  /** Sent as JSON, unless it is a text or a stream. */
  body?: unknown;
  cookie?: string | undefined;
  /** An empty value takes the header away. */
  headers?: Record<string, string>;
};

/** A request as this console's own page sends it. */
export function ask(target: string, { method = "GET", body, cookie, headers = {} }: Asked = {}): Request {
  const sent = new Headers({ host: new URL(ORIGIN).host, ...(cookie && { cookie }) });
  if (method !== "GET") sent.set("origin", ORIGIN);
  if (body !== undefined) sent.set("content-type", "application/json");
  for (const [name, value] of Object.entries(headers)) {
    if (value) sent.set(name, value);
    else sent.delete(name);
  }
  const raw = body === undefined || typeof body === "string" || body instanceof ReadableStream;
  const init = { method, headers: sent, duplex: "half", body: raw ? body : JSON.stringify(body) };
  return new Request(new URL(target, ORIGIN), init as RequestInit);
}

/** The cookies that an answer sets, as a browser would send them. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

const APP = path.resolve(import.meta.dirname, "../../../app");
const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
export type RouteHandler = (request: Request, segment: object) => Promise<Response>;

/** Every route of the app, as its files name it, such as `GET /api/instances/[id]`. */
export async function readRoutes(): Promise<Map<string, RouteHandler>> {
  const handlers = new Map<string, RouteHandler>();
  for (const file of await readdir(APP, { recursive: true })) {
    if (path.basename(file) !== "route.ts") continue;
    const exported: Record<string, RouteHandler> = await import(path.join(APP, file));
    for (const method of METHODS) {
      const handler = exported[method];
      if (handler) handlers.set(`${method} /${path.dirname(file)}`, handler);
    }
  }
  return handlers;
}

export const noParams = { params: Promise.resolve({}) };
