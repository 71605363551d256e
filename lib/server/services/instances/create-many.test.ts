import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CREATE_AT_ONCE, type CreateManyRequest } from "@/lib/contracts/create-many";
import { runJobNow } from "../../background/testing";
import { instance } from "../../db/schema/instance";
import { job, jobItem } from "../../db/schema/job";
import { TEST_DATABASES } from "../../db/testing";
import { createBundle } from "../bundles/create";
import { deleteBundle } from "../bundles/delete";
import { listBundles } from "../bundles/list";
import { updateBundle } from "../bundles/update";
import { readReceipt } from "../jobs/read";
import { addMember, instanceRequest, openTestConsole, type TestConsole } from "../testing";
import { createInstance } from "./create";
import { createInstances, previewInstances } from "./create-many";
import { revealInstances } from "./reveal-many";

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    await addMember(stage, "operator");
  });
  afterEach(async () => {
    for (const table of [instance, job]) await stage.db.delete(table);
  });
  afterAll(() => stage.close());

  const asked = (more: Partial<CreateManyRequest> = {}): CreateManyRequest => ({
    serverNames: ["Slack", "GitHub"],
    userIds: ["ana@example.com", "bo@example.com"],
    connectionType: "StreamableHttp",
    isReadOnly: false,
    ...more,
  });
  const receiptOf = async (request: CreateManyRequest) => {
    const { job: begun } = await createInstances(stage.as("operator"), request);
    await runJobNow(stage, begun.id);
    return readReceipt(stage.as("operator"), begun);
  };

  it("a viewer may neither preview, create nor have the URLs, and an operator makes no bundle", async () => {
    const viewer = stage.as("viewer");
    await expect(previewInstances(viewer, asked())).rejects.toMatchObject({ code: "forbidden" });
    await expect(createInstances(viewer, asked())).rejects.toMatchObject({ code: "forbidden" });
    await expect(revealInstances(viewer, { instanceIds: [randomUUID()] })).rejects.toMatchObject({
      code: "forbidden",
    });
    const form = { name: "Support", serverNames: ["Slack" as const], isReadOnly: true };
    await expect(createBundle(stage.as("operator"), form)).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each([
    ["neither servers nor a bundle", { serverNames: undefined }, "invalid"],
    ["both", { bundleId: randomUUID() }, "invalid"],
    ["a bundle that is not there", { serverNames: undefined, bundleId: randomUUID() }, "not-found"],
    [
      "more than is made at once",
      { userIds: Array.from({ length: CREATE_AT_ONCE / 2 + 1 }, (_, index) => `user-${index}`) },
      "invalid",
    ],
  ])("refuses %s, and makes nothing", async (_, more, code) => {
    await expect(previewInstances(stage.as("operator"), asked(more))).rejects.toMatchObject({ code });
    await expect(createInstances(stage.as("operator"), asked(more))).rejects.toMatchObject({ code });
    expect(await stage.db.$count(job)).toBe(0);
  });

  it("previews each server for each user once, with what there is already", async () => {
    const there = await createInstance(
      stage.as("operator"),
      instanceRequest({ serverName: "Slack", userId: "bo@example.com" }),
    );
    const repeated = { userIds: ["ana@example.com", "bo@example.com", "ana@example.com"] };
    const preview = await previewInstances(stage.as("operator"), asked(repeated));
    expect(preview).toMatchObject({ total: 4, userIds: ["ana@example.com", "bo@example.com"] });
    expect(preview.existing.map(({ id }) => id)).toEqual([there.instance.id]);
    expect(preview.alike).toEqual([]);
    expect(await stage.db.$count(instance)).toBe(1);
  });

  it("tells who is new and looks like somebody who is there, or like another of the list", async () => {
    for (const userId of ["josé@example.com", "bo@example.com"])
      await createInstance(stage.as("operator"), instanceRequest({ serverName: "Slack", userId }));
    const userIds = ["Jose@Example.com", "bo@example.com", "eva@example.com", "EVA@example.com"];
    const { alike } = await previewInstances(stage.as("operator"), asked({ userIds }));
    expect(alike).toEqual([
      { userId: "Jose@Example.com", like: "josé@example.com" },
      { userId: "EVA@example.com", like: "eva@example.com" },
    ]);
  });

  it("creates all of them, says which were there, and leads from the receipt to each", async () => {
    await createInstance(
      stage.as("operator"),
      instanceRequest({ serverName: "Slack", userId: "bo@example.com" }),
    );
    const { job: done, items } = await receiptOf(asked({ isReadOnly: true }));
    expect(done).toMatchObject({ action: "create", state: "finished", total: 4, done: 4, failed: 0 });
    expect(await stage.db.$count(instance)).toBe(4);
    const named = items.map(({ serverName, userId, reason }) => [serverName, userId, reason]);
    expect(named).toHaveLength(4);
    expect(named).toContainEqual(["GitHub", "ana@example.com", null]);
    expect(named).toContainEqual([
      "Slack",
      "bo@example.com",
      "It was there already, and still may write. Make it read-only where that is not meant.",
    ]);
    const rows = await stage.db.select().from(instance);
    expect(items.map(({ instanceId }) => instanceId).sort()).toEqual(rows.map(({ id }) => id).sort());
    for (const { id } of rows) expect(await stage.auditOf(id, "instance.create")).not.toHaveLength(0);
  });

  it("done again from the beginning, as after a killed process, makes nothing twice", async () => {
    const { job: done } = await receiptOf(asked());
    await stage.db.update(jobItem).set({ state: "pending" });
    await stage.db.update(job).set({ state: "running" }).where(eq(job.id, done.id));
    await runJobNow(stage, done.id);
    const { items } = await readReceipt(stage.as("operator"), done);
    expect(await stage.db.$count(instance)).toBe(4);
    expect(items.map(({ reason }) => reason)).toEqual([null, null, null, null]);
  });

  it("gives a bundle as it is at that moment, and says so in the audit", async () => {
    const administrator = stage.as("administrator");
    const form = { name: "Support", serverNames: ["Slack" as const, "Zendesk" as const], isReadOnly: true };
    const { bundle } = await createBundle(administrator, form);
    await expect(createBundle(administrator, form)).rejects.toMatchObject({ code: "conflict" });
    await updateBundle(administrator, { ...form, id: bundle.id, serverNames: ["Slack", "Gmail"] });
    const { job: done } = await receiptOf(asked({ serverNames: undefined, bundleId: bundle.id }));
    expect(done.total).toBe(4);
    const rows = await stage.db.select().from(instance);
    expect(new Set(rows.map(({ serverName }) => serverName))).toEqual(new Set(["Slack", "Gmail"]));
    expect(rows.every(({ isReadOnly }) => isReadOnly)).toBe(true);
    const [event] = await stage.auditOf(done.id, "job.create");
    expect(event?.details).toMatchObject({ bundle: "Support", action: "create", total: 4 });
    await deleteBundle(administrator, bundle);
    await expect(deleteBundle(administrator, bundle)).rejects.toMatchObject({ code: "not-found" });
    expect(await listBundles(stage.as("viewer"))).toEqual({ bundles: [] });
    expect(await stage.db.$count(instance)).toBe(4);
  });

  it("tells the URLs as a file, of those that are there, and audits the look at each", async () => {
    const hostile = `=cmd|"x",${randomUUID()}`;
    const { items } = await receiptOf(asked({ userIds: [hostile] }));
    const ids = items.flatMap(({ instanceId }) => instanceId ?? []);
    let text = "";
    for await (const line of await revealInstances(stage.as("operator"), {
      instanceIds: [...ids, randomUUID()],
    })) {
      text += line;
    }
    const lines = text.trim().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`"'${hostile.replaceAll('"', '""')}"`);
    expect(lines[1]).toMatch(/"https:\/\/console\.example\.com\/engine\/mcp\/[^"]+"/);
    for (const id of ids) expect(await stage.auditOf(id, "instance.reveal")).toHaveLength(1);
    const gone = { instanceIds: [randomUUID()] };
    await expect(revealInstances(stage.as("operator"), gone)).rejects.toMatchObject({ code: "not-found" });
  });
});
