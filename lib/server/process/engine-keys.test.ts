import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { DELETE as revoke } from "@/app/api/api-keys/[id]/route";
import { POST as create } from "@/app/api/api-keys/route";
import type { CreateApiKeyAnswer, CreateApiKeyRequestInput } from "@/lib/contracts/api-key";
import { auditEvent } from "../db/schema/audit";
import { ask, noParams, ORIGIN, openTestRuntime, type TestRuntime } from "../http/testing";

let running: TestRuntime;
let cookie: string;
beforeAll(async () => {
  running = await openTestRuntime({ ENGINE_API_KEY: "a-first-key-for-tests" });
  cookie = (await running.signIn("administrator")).cookie;
});
beforeEach(async () => {
  await running.db.delete(auditEvent);
});
afterAll(() => running.close());

async function makeKey(more: Partial<CreateApiKeyRequestInput>): Promise<CreateApiKeyAnswer> {
  const body = { name: "CI", scopes: ["read"], ...more };
  return (await create(ask("/api/api-keys", { method: "POST", cookie, body }), noParams)).json();
}

async function call(secret: string, path: string, body?: object) {
  const request = new Request(`${ORIGIN}/engine${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${secret}`, "x-forwarded-for": "203.0.113.9" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const response = await running.engine?.fetch(request);
  return { status: response?.status, answer: await response?.json() };
}
const instance = { serverName: "GitHub", userId: "ada" };
const uses = () => running.db.select().from(auditEvent).where(eq(auditEvent.action, "api-key.use"));

it("a key that was made in the console opens the engine's API until it is revoked, and its instances stay", async () => {
  const { key, secret } = await makeKey({ scopes: ["read", "create"], account: "team" });
  const made = await call(secret, "/mcp-server/instance/create", instance);
  expect(made.status).toBe(200);
  expect((await call(secret, "/user/")).answer.totalCount).toBe(1);
  const params = { params: Promise.resolve({ id: key.id }) };
  await revoke(ask(`/api/api-keys/${key.id}`, { method: "DELETE", cookie }), params);
  expect(await call(secret, "/user/")).toEqual({
    status: 403,
    answer: { detail: "This API key was revoked" },
  });
  const other = await makeKey({ account: "team" });
  const path = `/mcp-server/instance/${made.answer.instanceId}`;
  expect((await call(other.secret, path)).status).toBe(200);
  expect((await call((await makeKey({})).secret, path)).status).toBe(404);
});

it("what it does stands in the record under its name, from where, and without the reads", async () => {
  const { key, secret } = await makeKey({ scopes: ["read", "create"] });
  const { answer } = await call(secret, "/mcp-server/instance/create", instance);
  await call(secret, "/user/");
  expect(await uses()).toMatchObject([
    {
      actorKind: "apiKey",
      actorId: key.id,
      actorName: "CI",
      subjectType: "api-key",
      address: "203.0.113.9",
      outcome: "succeeded",
      details: {
        operation: "createServerInstance",
        userId: "ada",
        instanceId: answer.instanceId,
        status: 200,
      },
    },
  ]);
});

it("raw credentials take the scope, an administrator's role, and are recorded for the first key too", async () => {
  const { answer } = await call("a-first-key-for-tests", "/mcp-server/instance/create", instance);
  const path = `/mcp-server/instance/${answer.instanceId}/auth`;
  const without = await makeKey({ scopes: ["read", "create", "call", "admin"], role: "administrator" });
  expect((await call(without.secret, path)).status).toBe(403);
  expect(await uses()).toMatchObject([
    {
      actorId: without.key.id,
      outcome: "refused",
      details: { operation: "getInstanceAuthData", status: 403 },
    },
  ]);
  await running.db.delete(auditEvent);
  const { secret } = await makeKey({ scopes: ["secrets"], role: "administrator" });
  expect((await call(secret, path)).status).toBe(200);
  expect((await call("a-first-key-for-tests", path)).status).toBe(200);
  expect((await uses()).map(({ actorName }) => actorName).sort()).toEqual(["CI", "ENGINE_API_KEY"]);
});
