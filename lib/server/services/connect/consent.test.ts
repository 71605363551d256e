import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createAuditSigner } from "../../audit/signing";
import { createAttemptLimiter } from "../../auth/throttle";
import type { Context, Member } from "../../context";
import { instance } from "../../db/schema/instance";
import { createOutbound } from "../../egress/outbound";
import { createBrowser } from "../../engine/oauth/testing";
import { API_KEY, startEngine, type TestEngine } from "../../engine/testing";
import { createLogger } from "../../process/log";
import { createHttpUpstream } from "../../upstream/http";
import { createRegistry } from "../../upstream/registry";
import { createInstance } from "../instances/create";
import { instanceRequest } from "../testing";
import { readConnection } from "./read";
import { completeReturn } from "./return";
import { startConnect } from "./start";

// The whole way, with the engine as an upstream over HTTP and a browser at its pages.
let engine: TestEngine;
let operator: Context<Member>;
beforeAll(async () => {
  engine = await startEngine();
  const { db, cipher, appUrl } = engine;
  const log = createLogger("silent");
  const baseUrl = `${appUrl}/engine`;
  const upstream = createHttpUpstream({
    id: "us",
    baseUrl,
    apiKey: API_KEY,
    rate: 1000,
    timeout: 10_000,
    log,
  });
  operator = {
    db,
    database: { kind: "embedded", ping: async () => {} },
    upstreams: createRegistry([upstream]),
    cipher,
    log,
    appUrl,
    outbound: createOutbound({ allowHosts: [] }),
    mailer: undefined,
    singleSignOn: undefined,
    attempts: createAttemptLimiter(db),
    audit: { signer: createAuditSigner("an audit signing key, for tests"), days: undefined },
    request: { id: randomUUID(), address: null },
    caller: { kind: "member", id: "member-1", name: "Ana", email: "ana@example.com", role: "operator" },
  };
});
afterAll(() => engine.stop());

/** Creates an instance, opens its window and presses a button there; answers with what the return says. */
async function connect(decision: "allow" | "deny") {
  const { instance: made } = await createInstance(operator, instanceRequest());
  const outcome = await decide(made.id, decision);
  return { id: made.id, outcome };
}

async function decide(id: string, decision: "allow" | "deny") {
  const { redirectTo } = await startConnect(operator, { instance: id, window: "tab", page: "create" });
  const browser = createBrowser(engine);
  const isReturn = (url: string) => url.startsWith(`${engine.appUrl}/connect/done?`);
  const end = await browser.press(await browser.visit(redirectTo), decision, isReturn);
  const state = new URL(end.url).searchParams.get("state") ?? "";
  return completeReturn(operator, { state, holders: [operator.caller] });
}

it("is connected on Allow", async () => {
  const { id, outcome } = await connect("allow");
  expect(outcome).toMatchObject({ instanceId: id, window: "tab", connected: true });
  expect(await readConnection(operator, { id })).toMatchObject({
    instance: { status: "connected" },
    attempt: { state: "connected" },
  });
});

it("is not connected on Deny, and can be on the next try", async () => {
  const { id, outcome } = await connect("deny");
  expect(outcome).toMatchObject({ connected: false });
  expect(await readConnection(operator, { id })).toMatchObject({
    instance: { status: "waiting" },
    attempt: { state: "confirming" },
  });
  expect(await decide(id, "allow")).toMatchObject({ connected: true });
});

it("leads to the same account through a window that was opened again", async () => {
  const { instance: made } = await createInstance(operator, instanceRequest());
  await startConnect(operator, { instance: made.id, window: "popup", page: "create" });
  expect(await decide(made.id, "allow")).toMatchObject({ connected: true });
  const [row] = await engine.db.select().from(instance).where(eq(instance.id, made.id));
  expect(row?.status).toBe("connected");
});
