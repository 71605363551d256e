import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Instance } from "@/lib/contracts/instance";
import type { KlavisServerName } from "@/lib/contracts/klavis/server-name";
import { engineCredential } from "../../db/schema/engine-credential";
import { instance } from "../../db/schema/instance";
import type { Upstream } from "../../upstream/port";
import { answerJson, failureOf, startServer } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { everyRow, instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { setKey } from "./key";
import { readConnection } from "./read";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterAll(() => stage.close());

async function create(serverName: KlavisServerName = "GitHub"): Promise<Instance> {
  const { instance: made } = await createInstance(stage.as("operator"), instanceRequest({ serverName }));
  return made;
}
/** Makes what is recorded older than any answer that is kept for a moment. */
async function age(id: string, more: Partial<typeof instance.$inferInsert> = {}): Promise<Date> {
  const statusCheckedAt = new Date(Date.now() - 60_000);
  await stage.db
    .update(instance)
    .set({ statusCheckedAt, ...more })
    .where(eq(instance.id, id));
  return statusCheckedAt;
}
/** The status that a look finds now. */
async function look(id: string): Promise<string> {
  await age(id);
  return (await readConnection(stage.as("viewer"), { id })).instance.status;
}

describe("readConnection", () => {
  it("knows no instance that does not exist", async () => {
    const call = readConnection(stage.as("administrator"), { id: randomUUID() });
    expect(await failureOf(call)).toMatchObject({ code: "not-found", message: "There is no such instance." });
  });

  it("says what the upstream says, through the whole life of an account", async () => {
    const { id, instanceId } = await create();
    expect(await look(id)).toBe("waiting");
    await stage.embedded.setKey(instanceId, "granted");
    expect(await look(id)).toBe("connected");
    await stage.embedded.disconnect(instanceId);
    expect(await look(id)).toBe("needs-reauthorization");
    expect(await look(id)).toBe("needs-reauthorization");
    await stage.embedded.setKey(instanceId, "granted again");
    expect(await look(id)).toBe("connected");
  });

  it("says that no sign-in is needed where the upstream needs none", async () => {
    const { id } = await create("Hacker News");
    expect(await look(id)).toBe("no-sign-in-needed");
  });

  it("records what it saw, and when", async () => {
    const { id, instanceId } = await create();
    await stage.embedded.setKey(instanceId, "granted");
    const asked = Date.now();
    const { instance: read, attempt } = await readConnection(stage.as("viewer"), { id });
    expect(attempt).toBeNull();
    expect(Date.parse(read.statusCheckedAt ?? "")).toBeGreaterThanOrEqual(asked);
    const [row] = await stage.db.select().from(instance).where(eq(instance.id, id));
    expect(row?.status).toBe("connected");
    expect(row?.statusCheckedAt?.toISOString()).toBe(read.statusCheckedAt);
  });

  it("asks once for tabs that poll at the same time", async () => {
    await using server = await startServer((response) =>
      answerJson(response, 200, { authNeeded: true, isAuthenticated: false }),
    );
    const { id } = await create();
    await age(id, { upstream: "us" });
    const viewer = stage.as("viewer", upstreamAt(server.url));
    for (const _tab of ["one", "two"]) await readConnection(viewer, { id });
    expect(server.seen).toHaveLength(1);
  });

  it.each<[string, (url: string) => Upstream | undefined]>([
    ["is down", () => upstreamAt("http://127.0.0.1:1")],
    ["refuses the key", (url) => upstreamAt(`${url}/401`)],
    ["fails", (url) => upstreamAt(`${url}/500`)],
    ["makes no sense", (url) => upstreamAt(`${url}/200`)],
    ["is not configured any more", () => undefined],
  ])("answers what is recorded, and of when, where the upstream %s", async (_, upstream) => {
    await using server = await startServer((response, _index, { path }) =>
      answerJson(response, Number(path.split("/")[1]), { isAuthenticated: "perhaps" }),
    );
    const { id } = await create();
    const recordedAt = await age(id, { status: "connected", upstream: "us" });
    const other = upstream(server.url);
    const viewer = other ? stage.as("viewer", other) : stage.as("viewer");
    const { instance: read } = await readConnection(viewer, { id });
    expect(read).toMatchObject({ status: "connected", statusCheckedAt: recordedAt.toISOString() });
  });

  it("calls an instance unknown that the upstream does not know", async () => {
    const { id, instanceId } = await create();
    await stage.embedded.remove(instanceId);
    expect(await look(id)).toBe("unknown");
  });

  it("calls an instance unknown that belongs to somebody else by now", async () => {
    const answer = { authNeeded: true, isAuthenticated: true, externalUserId: "somebody else" };
    await using server = await startServer((response) => answerJson(response, 200, answer));
    const { id } = await create();
    await age(id, { upstream: "us" });
    const { instance: read } = await readConnection(stage.as("viewer", upstreamAt(server.url)), { id });
    expect(read).toMatchObject({ status: "unknown", missing: true });
  });

  it("takes an upstream that does not say whose instance it is at its word", async () => {
    const answer = { authNeeded: true, isAuthenticated: true, externalUserId: "" };
    await using server = await startServer((response) => answerJson(response, 200, answer));
    const { id } = await create();
    await age(id, { upstream: "us" });
    const { instance: read } = await readConnection(stage.as("viewer", upstreamAt(server.url)), { id });
    expect(read.status).toBe("connected");
  });
});

describe("setKey", () => {
  const KEY = "canary-key-of-an-account-8c1e";

  it("is refused to a viewer, and for an instance that does not exist", async () => {
    const { id } = await create("Resend");
    expect(await failureOf(setKey(stage.as("viewer"), { id, key: KEY }))).toMatchObject({
      code: "forbidden",
    });
    const unknown = setKey(stage.as("operator"), { id: randomUUID(), key: KEY });
    expect(await failureOf(unknown)).toMatchObject({ code: "not-found" });
    expect(await look(id)).toBe("waiting");
  });

  it("says on its field that the upstream did not take the key, and audits that", async () => {
    await using server = await startServer((response) => answerJson(response, 200, { success: false }));
    const { id } = await create("Resend");
    await age(id, { upstream: "us" });
    const call = setKey(stage.as("operator", upstreamAt(server.url)), { id, key: KEY });
    expect(await failureOf(call)).toMatchObject({
      code: "upstream-rejected",
      effect: "nothing-changed",
      fields: { key: [expect.any(String)] },
    });
    expect(await stage.auditOf(id, "instance.set-auth")).toMatchObject([{ outcome: "refused", details: {} }]);
  });

  it("connects, and the console keeps the key nowhere", async () => {
    const { id, instanceId } = await create("Resend");
    const operator = stage.as("operator");
    const { instance: read } = await setKey(operator, { id, key: KEY });
    expect(read.status).toBe("connected");
    expect(await stage.auditOf(id, "instance.set-auth")).toMatchObject([
      { actorId: operator.caller.id, outcome: "succeeded", details: {} },
    ]);
    expect((await everyRow(stage.db)) + stage.lines.join("")).not.toContain(KEY);
    // The engine, which stands in for the upstream, has it, encrypted.
    const kept = await stage.db
      .select()
      .from(engineCredential)
      .where(eq(engineCredential.instanceId, instanceId));
    expect(kept).toMatchObject([{ kind: "key", secret: expect.stringMatching(/^v1\./) }]);
  });
});
