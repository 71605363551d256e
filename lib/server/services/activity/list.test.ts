import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activityAnswerSchema, activityQuerySchema } from "@/lib/contracts/activity";
import type { Role } from "@/lib/contracts/member";
import { recordAudit } from "../../audit/record";
import { TEST_DATABASES } from "../../db/testing";
import { createInstance } from "../instances/create";
import { deleteInstance } from "../instances/delete";
import { revealInstance } from "../instances/reveal";
import { updateInstance } from "../instances/update";
import { instanceRequest, openTestConsole, type TestConsole } from "../testing";
import { offboardUser } from "../users/offboard";
import { listActivity } from "./list";

describe("what may be asked", () => {
  it.each([
    { q: "\0" },
    { q: "a".repeat(201) },
    { actor: "\0" },
    { userId: "\0" },
    { subject: "a\0" },
    { outcome: "done" },
    { type: "made-up" },
    { age: "century" },
    { after: "-1" },
    { after: "1; drop table audit_event" },
    { limit: "101" },
  ])("is not %j", (query) => {
    expect(activityQuerySchema.safeParse(query).success).toBe(false);
  });
});

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  const list = async (query: Record<string, unknown> = {}, role: Role = "administrator") =>
    activityAnswerSchema.parse(await listActivity(stage.as(role), activityQuerySchema.parse(query)));
  const actionsOf = async (query: Record<string, unknown>, role?: Role) =>
    (await list(query, role)).events.map(({ action }) => action);
  const create = async (more: Parameters<typeof instanceRequest>[0] = {}) =>
    (await createInstance(stage.as("operator"), instanceRequest(more))).instance;

  it("tells who signed in to administrators alone, and to each what they did themselves", async () => {
    const operator = stage.as("operator");
    const stranger = { ...operator, caller: { ...operator.caller, id: `member-${randomUUID()}` } };
    for (const by of [operator, stranger])
      await recordAudit(stage.db, by, { action: "session.create", subject: by.caller.id });
    const query = { type: "member" };
    expect((await list(query)).events.length).toBeGreaterThanOrEqual(2);
    expect((await list(query, "operator")).events.map(({ actor }) => actor.id)).toEqual(["member-operator"]);
    expect((await list(query, "viewer")).events).toEqual([]);
    expect((await list({ ...query, q: stranger.caller.id }, "operator")).events).toEqual([]);
  });

  it("neither shows a viewer the upstream's id, nor lets them search it out", async () => {
    const { id, instanceId } = await create();
    const [seen] = (await list({ subject: id }, "operator")).events;
    expect(seen?.details.instanceId).toBe(instanceId);
    const [told] = (await list({ subject: id }, "viewer")).events;
    expect(told?.details).not.toHaveProperty("instanceId");
    expect((await list({ q: instanceId }, "operator")).events).toHaveLength(1);
    expect((await list({ q: instanceId }, "viewer")).events).toEqual([]);
  });

  it("names what it was done to, also once that is deleted", async () => {
    const userId = `ana-${randomUUID()}`;
    const made = await create({ userId, platformName: "desk" });
    await revealInstance(stage.as("operator"), made);
    await deleteInstance(stage.as("administrator"), made);
    const { events } = await list({ subject: made.id });
    expect(events.map(({ action, actor, subject }) => [action, actor.name, subject.name])).toEqual([
      ["instance.delete", "administrator@example.com", `GitHub of ${userId} on desk`],
      ["instance.reveal", "operator@example.com", `GitHub of ${userId} on desk`],
      ["instance.create", "operator@example.com", `GitHub of ${userId} on desk`],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/engine\/mcp|203\.0\.113\.7/);
  });

  it("finds by who, what, on what, outcome, time, and words in any order", async () => {
    const userId = `ruya-${randomUUID()}`;
    const made = await create({ userId });
    await revealInstance(stage.as("administrator"), made);
    await recordAudit(stage.db, stage.as("operator"), {
      action: "instance.call-tool",
      subject: made.id,
      outcome: "failed",
      details: { tool: "github_list_issues" },
    });
    const of = (more: object) => actionsOf({ subject: made.id, ...more });
    expect(await of({ actor: "member-administrator" })).toEqual(["instance.reveal"]);
    expect(await of({ action: "instance.create" })).toEqual(["instance.create"]);
    expect(await of({ type: "job" })).toEqual([]);
    expect(await of({ outcome: "failed" })).toEqual(["instance.call-tool"]);
    expect(await of({ age: "day" })).toHaveLength(3);
    expect(await of({ age: "older" })).toEqual([]);
    // A record is found by its name in events that do not tell it.
    expect(await actionsOf({ q: `${userId} github administrator@` })).toEqual(["instance.reveal"]);
    expect(await actionsOf({ q: `LIST_ISSUES ${userId.toUpperCase()}` })).toEqual(["instance.call-tool"]);
    for (const q of ["%", "_____", "\\"]) expect(await actionsOf({ q: `${userId} ${q}${q}` }), q).toEqual([]);
  });

  it("keeps all that concerns a user, whose instances are gone, and nothing of a namesake", async () => {
    const userId = `ana-${randomUUID()}`;
    const made = await create({ userId });
    await create({ userId: `${userId}-2` });
    // Whoever is named like a record of somebody else's is not shown that.
    await create({ userId: made.id });
    await updateInstance(stage.as("operator"), { id: made.id, isReadOnly: true });
    await offboardUser(stage.as("operator"), { userId });
    await deleteInstance(stage.as("operator"), made);
    expect(await actionsOf({ userId })).toEqual([
      "instance.delete",
      "user.offboard",
      "instance.update",
      "instance.create",
    ]);
    expect(await actionsOf({ userId: made.id })).toEqual(["instance.create"]);
  });

  it("pages through every event once, whatever is done in between", async () => {
    const { id } = await create();
    for (let index = 0; index < 11; index += 1)
      await recordAudit(stage.db, stage.as("operator"), {
        action: "instance.call-tool",
        subject: id,
        details: { tool: `tool-${index}` },
      });
    const seen: string[] = [];
    let after: number | undefined;
    do {
      const page = await list({ subject: id, limit: "5", after });
      seen.push(...page.events.map((event) => event.id));
      after = page.next ?? undefined;
      await recordAudit(stage.db, stage.as("operator"), { action: "instance.reveal", subject: id });
    } while (after !== undefined);
    expect(seen).toHaveLength(12);
    expect(new Set(seen).size).toBe(12);
  });
});
