import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineInstance } from "../../db/schema/engine";
import { instance } from "../../db/schema/instance";
import { answerJson, failureOf, startServer } from "../../upstream/testing";
import { instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { createInstance } from "./create";
import { deleteInstance } from "./delete";
import { record } from "./testing";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterAll(() => stage.close());

const isRecorded = async (id: string) => (await stage.db.$count(instance, eq(instance.id, id))) === 1;
const isAtEngine = async (id: string) =>
  (await stage.db.$count(engineInstance, eq(engineInstance.id, id))) === 1;

describe("a delete is refused", () => {
  it("to a viewer, before the upstream hears of it", async () => {
    await using server = await startServer((response) => answerJson(response, 200, { success: true }));
    const { id } = await record(stage, { upstream: "us" });
    const call = deleteInstance(stage.as("viewer", upstreamAt(server.url)), { id });
    expect(await failureOf(call)).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
    expect(server.seen).toEqual([]);
    expect(await isRecorded(id)).toBe(true);
  });

  it("for an id that does not exist", async () => {
    const call = deleteInstance(stage.as("operator"), { id: randomUUID() });
    expect(await failureOf(call)).toMatchObject({ code: "not-found" });
  });

  it("where the upstream is not configured any more", async () => {
    const { id } = await record(stage, { upstream: "eu" });
    expect(await failureOf(deleteInstance(stage.as("operator"), { id }))).toMatchObject({
      code: "upstream-unavailable",
      effect: "nothing-changed",
    });
    expect(await isRecorded(id)).toBe(true);
  });

  it.each<[number, string, string]>([
    [401, "upstream-unauthorized", "nothing-changed"],
    [422, "upstream-rejected", "nothing-changed"],
    [500, "upstream-unavailable", "maybe-changed"],
  ])("where the upstream answers %d: the record stays", async (status, code, effect) => {
    await using server = await startServer((response) => answerJson(response, status, {}));
    const { id } = await record(stage, { upstream: "us" });
    const call = deleteInstance(stage.as("operator", upstreamAt(server.url)), { id });
    expect(await failureOf(call)).toMatchObject({ code, effect });
    expect(await isRecorded(id)).toBe(true);
    // What may have been done is in the audit, as what it is.
    expect(await stage.auditOf(id)).toMatchObject(
      effect === "maybe-changed" ? [{ outcome: "failed", details: { maybeChanged: true } }] : [],
    );
  });

  it("where the upstream answers that it did not do it: the record stays", async () => {
    await using server = await startServer((response) =>
      answerJson(response, 200, { success: false, message: "not today" }),
    );
    const { id } = await record(stage, { upstream: "us" });
    const call = deleteInstance(stage.as("operator", upstreamAt(server.url)), { id });
    expect(await failureOf(call)).toMatchObject({ code: "upstream-rejected", effect: "nothing-changed" });
    expect(await isRecorded(id)).toBe(true);
    expect(await stage.auditOf(id)).toEqual([]);
  });

  it("where somebody created it anew meanwhile: the record of the new one stays", async () => {
    const { id } = await record(stage, { upstream: "us" });
    const upstreamInstanceId = randomUUID();
    await using server = await startServer(async (response) => {
      await stage.db.update(instance).set({ upstreamInstanceId }).where(eq(instance.id, id));
      answerJson(response, 200, { success: true, message: "deleted" });
    });
    const call = deleteInstance(stage.as("operator", upstreamAt(server.url)), { id });
    expect(await failureOf(call)).toMatchObject({ code: "conflict", effect: "changed" });
    expect(await isRecorded(id)).toBe(true);
    expect(await stage.auditOf(id)).toEqual([]);
  });
});

it("is audited once, where two delete the same at once", async () => {
  const { instance: made } = await createInstance(stage.as("operator"), instanceRequest());
  const both = [1, 2].map(() => deleteInstance(stage.as("operator"), { id: made.id }));
  for (const one of await Promise.allSettled(both)) {
    if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "not-found" });
  }
  expect(await isRecorded(made.id)).toBe(false);
  expect(await stage.auditOf(made.id, "instance.delete")).toHaveLength(1);
});

it("removes the instance at the upstream and from the record, and says in the audit what it was", async () => {
  const { instance: made } = await createInstance(
    stage.as("operator"),
    instanceRequest({ platformName: "Desk" }),
  );
  expect(await isAtEngine(made.instanceId)).toBe(true);
  expect(await deleteInstance(stage.as("operator"), { id: made.id })).toEqual({
    deleted: true,
    knownUpstream: true,
  });
  expect(await isAtEngine(made.instanceId)).toBe(false);
  expect(await isRecorded(made.id)).toBe(false);
  expect(await stage.auditOf(made.id, "instance.delete")).toMatchObject([
    {
      actorEmail: "operator@example.com",
      outcome: "succeeded",
      details: {
        serverName: "GitHub",
        userId: made.userId,
        platformName: "Desk",
        upstream: "embedded",
        instanceId: made.instanceId,
      },
    },
  ]);
  expect(await failureOf(deleteInstance(stage.as("operator"), { id: made.id }))).toMatchObject({
    code: "not-found",
  });
});

it("succeeds where the upstream does not know the instance any more", async () => {
  const { id } = await record(stage);
  expect(await deleteInstance(stage.as("operator"), { id })).toEqual({ deleted: true, knownUpstream: false });
  expect(await isRecorded(id)).toBe(false);
  expect(await stage.auditOf(id, "instance.delete")).toHaveLength(1);
});

it("leaves alone what is another user's by now, and removes the record", async () => {
  await using server = await startServer((response) =>
    answerJson(response, 200, { authNeeded: true, isAuthenticated: true, externalUserId: "somebody else" }),
  );
  const { id } = await record(stage, { upstream: "us", missingSince: new Date() });
  const operator = stage.as("operator", upstreamAt(server.url));
  expect(await deleteInstance(operator, { id })).toEqual({ deleted: true, knownUpstream: false });
  expect(server.seen.map(({ method }) => method)).toEqual(["GET"]);
  expect(await isRecorded(id)).toBe(false);
});
