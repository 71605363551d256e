import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { historyAnswerSchema } from "@/lib/contracts/history";
import { recordAudit } from "../../audit/record";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { instanceRequest, openTestConsole, type TestConsole } from "../testing";
import { createInstance } from "./create";
import { deleteInstance } from "./delete";
import { readDeletedInstance } from "./deleted";
import { readHistory } from "./history";
import { revealInstance } from "./reveal";
import { record } from "./testing";
import { updateInstance } from "./update";

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  const read = async (id: string) =>
    historyAnswerSchema.parse(await readHistory(stage.as("viewer"), { id })).events;

  it("of what never existed is not found, nor is its deletion", async () => {
    const never = { id: randomUUID() };
    // One after the other: a refusal that comes before it is waited for counts as nobody's.
    for (const read of [readHistory, readDeletedInstance])
      expect(await failureOf(read(stage.as("viewer"), never))).toMatchObject({ code: "not-found" });
  });

  it("outlives the instance, of which it tells who deleted it", async () => {
    const request = instanceRequest({ platformName: "desk" });
    const { instance: made } = await createInstance(stage.as("operator"), request);
    expect(await failureOf(readDeletedInstance(stage.as("viewer"), made))).toMatchObject({
      code: "not-found",
    });
    await deleteInstance(stage.as("administrator"), made);
    expect((await read(made.id)).map(({ action }) => action)).toEqual(["instance.delete", "instance.create"]);
    expect(await readDeletedInstance(stage.as("viewer"), made)).toMatchObject({
      id: made.id,
      serverName: "GitHub",
      userId: made.userId,
      platformName: "desk",
      deletedBy: "administrator@example.com",
    });
  });

  it("tells who did what, the latest first, and nothing of another instance", async () => {
    const { instance: made } = await createInstance(stage.as("operator"), instanceRequest());
    await createInstance(stage.as("operator"), instanceRequest());
    await updateInstance(stage.as("administrator"), { id: made.id, isReadOnly: true });
    await revealInstance(stage.as("operator"), { id: made.id });
    const events = await read(made.id);
    expect(events.map(({ action, actor, outcome }) => [action, actor, outcome])).toEqual([
      ["instance.reveal", "operator@example.com", "succeeded"],
      ["instance.update", "administrator@example.com", "succeeded"],
      ["instance.create", "operator@example.com", "succeeded"],
    ]);
    expect(events[1]?.details).toEqual({ isReadOnly: { from: false, to: true } });
    expect(JSON.stringify(events)).not.toMatch(/engine\/mcp|203\.0\.113\.7/);
  });

  it("is not mixed up with another kind of subject of the same id, and ends after a hundred", async () => {
    const { id } = await record(stage);
    const operator = stage.as("operator");
    await recordAudit(stage.db, operator, { action: "job.stop", subject: id });
    expect(await read(id)).toEqual([]);
    for (let index = 0; index < 101; index += 1) {
      const details = { tool: `tool-${index}` };
      await recordAudit(stage.db, operator, { action: "instance.call-tool", subject: id, details });
    }
    const events = await read(id);
    expect(events).toHaveLength(100);
    expect(events[0]?.details).toEqual({ tool: "tool-100" });
  });
});
