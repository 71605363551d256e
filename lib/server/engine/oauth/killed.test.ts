import { EventEmitter, once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { randomToken } from "../../cipher";
import { type Database, openPostgres } from "../../db/client";
import { engineCredential } from "../../db/schema/engine-credential";
import { createTestPostgres } from "../../db/testing";
import { kill, startProcess } from "../../testing-process";
import { callTool, freePort } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";
import {
  callFromElsewhere,
  connectRemote,
  createBrowser,
  isAuthenticated,
  ledgerOf,
  makeDue,
  PAST,
  tokensOf,
} from "./testing";
import { json, type ProtectedServer, startProtectedServer } from "./testing-provider";

/** Processes start here, and databases open. */
vi.setConfig({ testTimeout: 120_000 });

const SECRET = randomToken();
const soon = () => new Date(Date.now() + 600_000);

let vendor: ProtectedServer;
let engine: TestEngine;
let database: Awaited<ReturnType<typeof createTestPostgres>>;
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const port = await freePort();
  vendor = await startProtectedServer({ port });
  database = await createTestPostgres();
  const open = () => openPostgres(database.url);
  engine = await startEngine({ allowHosts: [vendor.host], secret: SECRET, open });
});
afterEach(async () => {
  vendor.overrides.clear();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});
afterAll(async () => {
  vendor.stop();
  await engine.stop();
  await database.drop();
});

function startCalls(serverUrl: string, calls = 1) {
  const child = startProcess("/lib/server/engine/oauth/testing.ts", callFromElsewhere, {
    ...{ databaseUrl: database.url, secret: SECRET, allowHosts: [vendor.host] },
    ...{ gate: `${vendor.issuer}/gate`, serverUrl, calls },
  });
  cleanups.push(() => kill(child));
  return child;
}

/** Answers `/gate` once so many have asked. */
function openGateAt(count: number) {
  const waiting: ServerResponse[] = [];
  vendor.overrides.set("/gate", (_request, response) => {
    waiting.push(response);
    if (waiting.length === count) for (const each of waiting) json(each, {});
  });
}

/** What the provider does by itself, once `before` is done. */
function provideAfter(before: () => Promise<void>) {
  vendor.overrides.set("/token", async (request: IncomingMessage, response: ServerResponse) => {
    vendor.overrides.delete("/token");
    await before();
    vendor.asked.push({ path: "/token", body: "", authorization: undefined });
    vendor.provider.callback()(request, response);
  });
}

/** Holds the row of a credential, so that nobody can keep anything in it. */
async function holdRow(db: Database, instanceId: string) {
  const held = new EventEmitter();
  const isHeld = once(held, "held");
  const letGo = once(held, "let go");
  const holding = db.transaction(async (tx) => {
    const { instanceId: id } = engineCredential;
    await tx.select({ id }).from(engineCredential).where(eq(id, instanceId)).for("update");
    held.emit("held");
    await letGo;
  });
  await isHeld;
  return async () => {
    held.emit("let go");
    await holding;
  };
}

async function untilSomebodyWaitsForARow() {
  const waiting = sql`datname = current_database() and wait_event_type = 'Lock'`;
  const who = () => engine.db.select({ pid: sql<number>`pid` }).from(sql`pg_stat_activity`).where(waiting);
  await vi.waitFor(async () => expect(await who()).toHaveLength(1), 20_000);
}

/** A process that is killed after the provider has answered it, and before it could keep the answer. */
async function killBeforeCommit({ instanceId, serverUrl }: { instanceId: string; serverUrl: string }) {
  openGateAt(1);
  let letGo = async () => {};
  provideAfter(async () => {
    letGo = await holdRow(engine.db, instanceId);
  });
  const child = startCalls(serverUrl);
  await vi.waitFor(() => expect(vendor.tokenRequests()).toBe(1), 60_000);
  await untilSomebodyWaitsForARow();
  await kill(child);
  await letGo();
}

/** As time does: whoever renews is taken for dead. */
const endLease = (instanceId: string) =>
  engine.db
    .update(engineCredential)
    .set({ leaseUntil: PAST })
    .where(eq(engineCredential.instanceId, instanceId));

it("two processes renew tokens that are over once, with fifty calls at once", async () => {
  const { instanceId, serverUrl } = await connectRemote(engine, vendor, { userId: "two-processes" });
  await makeDue(engine, instanceId, PAST);
  openGateAt(2);
  const children = [1, 2].map(() => startCalls(serverUrl, 25));
  const ended = await Promise.all(children.map((child) => once(child, "exit")));
  expect(ended.map(([code]) => code)).toEqual([0, 0]);
  expect(vendor.tokenRequests()).toBe(1);
  expect(await ledgerOf(engine, instanceId)).toMatchObject([{ outcome: "rotated" }]);
});

it("a process that is killed once it kept new tokens loses nothing", async () => {
  const { instanceId, serverUrl } = await connectRemote(engine, vendor, { userId: "after-commit" });
  const before = await tokensOf(engine, instanceId);
  await makeDue(engine, instanceId, PAST);
  openGateAt(1);
  const seen = new EventEmitter();
  const called = once(seen, "called");
  // Never answered: this call is under way, with the new token, when the process is killed.
  vendor.overrides.set("/mcp", () => seen.emit("called"));
  const child = startCalls(serverUrl);
  await called;
  await kill(child);
  vendor.overrides.clear();
  expect(await callTool(engine, serverUrl, "who")).toMatchObject({ success: true });
  expect(vendor.tokenRequests()).toBe(1);
  expect((await tokensOf(engine, instanceId)).refresh_token).not.toBe(before.refresh_token);
  expect(await ledgerOf(engine, instanceId)).toMatchObject([{ outcome: "rotated" }]);
});

it("nobody waits for a dead process while the token is good, and a provider with grace takes the old one once", async () => {
  const { instanceId, serverUrl } = await connectRemote(engine, vendor, { userId: "grace" });
  await makeDue(engine, instanceId, soon());
  await killBeforeCommit({ instanceId, serverUrl });
  // The lease is the dead process's still.
  expect(await callTool(engine, serverUrl, "who")).toMatchObject({ success: true });
  expect(vendor.tokenRequests()).toBe(1);
  expect(await ledgerOf(engine, instanceId)).toEqual([]);

  await makeDue(engine, instanceId, PAST);
  await endLease(instanceId);
  const { access_token } = await tokensOf(engine, instanceId);
  let asked = 0;
  vendor.overrides.set("/token", (_request, response) => {
    asked += 1;
    json(response, { access_token, token_type: "Bearer", expires_in: 3600, refresh_token: "another one" });
  });
  for (const _ of [1, 2]) expect(await callTool(engine, serverUrl, "who")).toMatchObject({ success: true });
  expect(asked).toBe(1);
  expect(await ledgerOf(engine, instanceId)).toMatchObject([{ outcome: "rotated" }]);
});

it("a provider without grace is asked once after its answer was lost, and the account is to be connected anew", async () => {
  const created = await connectRemote(engine, vendor, { userId: "no-grace" });
  const { instanceId, serverUrl, oauthUrl } = created;
  await makeDue(engine, instanceId, PAST);
  await killBeforeCommit(created);
  await endLease(instanceId);
  for (const _ of [1, 2, 3]) {
    expect(JSON.stringify(await callTool(engine, serverUrl, "who"))).toMatch(/Connect|does not let/);
  }
  // One that was lost, and one that was refused.
  expect(vendor.tokenRequests()).toBe(2);
  expect(await isAuthenticated(engine, instanceId)).toBe(false);
  expect(await ledgerOf(engine, instanceId)).toMatchObject([{ outcome: "refused", tokenAfter: null }]);
  await createBrowser(engine).visit(oauthUrl);
  expect(await callTool(engine, serverUrl, "who")).toMatchObject({ success: true });
});
