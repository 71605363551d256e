import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvent } from "../../db/schema/audit";
import { instance } from "../../db/schema/instance";
import { answerJson, failureOf, startServer } from "../../upstream/testing";
import { everyRow, instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { createInstance } from "./create";
import { getInstance } from "./get";
import { revealInstance } from "./reveal";
import { settleAccess } from "./settle-access";
import { updateInstance } from "./update";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterAll(() => stage.close());

async function create() {
  const { instance: made } = await createInstance(stage.as("operator"), instanceRequest());
  return made;
}

describe("a viewer", () => {
  it("may look at an instance, and neither reveal nor change it", async () => {
    const { id } = await create();
    const viewer = stage.as("viewer");
    expect(await getInstance(viewer, { id })).toMatchObject({ id });
    for (const call of [revealInstance(viewer, { id }), updateInstance(viewer, { id, isReadOnly: true })]) {
      expect(await failureOf(call)).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
    }
    expect(await getInstance(viewer, { id })).toMatchObject({ isReadOnly: false });
    expect((await stage.auditOf(id)).map(({ action }) => action)).toEqual(["instance.create"]);
  });

  it("learns nothing of which ids there are", async () => {
    const { id } = await create();
    const [known, unknown] = await Promise.all(
      [id, randomUUID()].map((id) => failureOf(revealInstance(stage.as("viewer"), { id }))),
    );
    expect(known).toEqual(unknown);
  });
});

describe("an id that does not exist", () => {
  it("is answered alike by every verb, and leaves no trace", async () => {
    const before = await stage.db.$count(auditEvent);
    const id = randomUUID();
    const administrator = stage.as("administrator");
    const failures = await Promise.all(
      [
        getInstance(administrator, { id }),
        revealInstance(administrator, { id }),
        updateInstance(administrator, { id, isReadOnly: true }),
      ].map(failureOf),
    );
    for (const failure of failures) {
      expect(failure).toMatchObject({ code: "not-found", message: "There is no such instance." });
    }
    expect(await stage.db.$count(auditEvent)).toBe(before);
  });
});

describe("reveal", () => {
  it("answers the URL in full, and each look is audited without it", async () => {
    const { id, instanceId } = await create();
    const operator = stage.as("operator");
    const { serverUrl } = await revealInstance(operator, { id });
    expect(serverUrl).toMatch(new RegExp(`^${operator.appUrl}/engine/mcp/${instanceId}/[\\w-]{43}/mcp$`));
    await revealInstance(stage.as("administrator"), { id });
    expect(await stage.auditOf(id, "instance.reveal")).toMatchObject([
      {
        actorEmail: "operator@example.com",
        requestId: operator.request.id,
        outcome: "succeeded",
        details: {},
      },
      { actorEmail: "administrator@example.com", outcome: "succeeded", details: {} },
    ]);
    expect(await everyRow(stage.db)).not.toContain(serverUrl.split("/").at(-2));
  });

  it("answers nothing where the look cannot be audited", async () => {
    const { id } = await create();
    const operator = stage.as("operator");
    await stage.db.execute(sql`alter table audit_head rename to audit_head_away`);
    await expect(revealInstance(operator, { id })).rejects.toThrow();
    await stage.db.execute(sql`alter table audit_head_away rename to audit_head`);
    expect(await stage.auditOf(id, "instance.reveal")).toEqual([]);
  });
});

describe("update", () => {
  it("changes the upstream, then the record, and is audited with both settings", async () => {
    const { id, instanceId } = await create();
    const operator = stage.as("operator");
    const { instance: changed } = await updateInstance(operator, { id, isReadOnly: true });
    expect(changed.isReadOnly).toBe(true);
    expect(await stage.embedded.update(instanceId, { isReadOnly: true })).toMatchObject({
      isReadOnly: true,
    });
    expect(await getInstance(operator, { id })).toEqual(changed);
    expect(await stage.auditOf(id, "instance.update")).toMatchObject([
      {
        actorId: operator.caller.id,
        outcome: "succeeded",
        details: { isReadOnly: { from: false, to: true } },
      },
    ]);
  });

  it("records what the upstream says, not what was asked for", async () => {
    await using server = await startServer((response, _index, { method }) =>
      method === "PATCH"
        ? answerJson(response, 200, { instanceId: "i-1", isReadOnly: false, message: "not today" })
        : answerJson(response, 200, { instanceId: "i-1", serverUrl: "https://mcp.example.com/1" }),
    );
    const operator = stage.as("operator", upstreamAt(server.url));
    const { instance: made } = await createInstance(operator, instanceRequest());
    const { instance: after } = await updateInstance(operator, { id: made.id, isReadOnly: true });
    expect(after.isReadOnly).toBe(false);
    expect(server.seen.at(-1)).toMatchObject({ method: "PATCH", body: '{"isReadOnly":true}' });
  });

  it("leaves the record alone where the upstream refuses or does not answer", async () => {
    const { id, instanceId } = await create();
    await stage.embedded.remove(instanceId);
    const gone = await failureOf(updateInstance(stage.as("operator"), { id, isReadOnly: true }));
    expect(gone).toMatchObject({ code: "upstream-not-found", effect: "nothing-changed" });

    await using server = await startServer((response) => response.destroy());
    await stage.db.update(instance).set({ upstream: "us" }).where(eq(instance.id, id));
    const operator = stage.as("operator", upstreamAt(server.url));
    const broken = await failureOf(updateInstance(operator, { id, isReadOnly: true }));
    expect(broken).toMatchObject({ code: "upstream-unavailable", effect: "maybe-changed" });

    expect(await getInstance(operator, { id })).toMatchObject({ isReadOnly: false });
    expect(await stage.auditOf(id, "instance.update")).toMatchObject([
      { outcome: "failed", details: { isReadOnly: { asked: true }, maybeChanged: true } },
    ]);
  });

  it.each(["an operator", "the console"])(
    "whose answer never came is not forgotten because %s is refused after it",
    async (who) => {
      let status: number | undefined;
      await using server = await startServer((response, index, { method }) => {
        if (method !== "PATCH")
          return answerJson(response, 200, { instanceId: `i-${who}-${index}`, serverUrl: server.url });
        if (status === undefined) return response.destroy();
        answerJson(response, status, { detail: "no" });
      });
      const operator = stage.as("operator", upstreamAt(server.url));
      const { instance: made } = await createInstance(operator, instanceRequest());
      const ofIt = eq(instance.id, made.id);
      const change = () => failureOf(updateInstance(operator, { id: made.id, isReadOnly: true }));
      expect(await change()).toMatchObject({ effect: "maybe-changed" });
      await stage.db
        .update(instance)
        .set({ accessAskedAt: new Date(Date.now() - 6 * 60_000) })
        .where(ofIt);
      const again = async () => {
        if (who === "an operator") await change();
        else await settleAccess(stage.system(upstreamAt(server.url)), () => true);
        const [row] = await stage.db.select({ at: instance.accessAskedAt }).from(instance).where(ofIt);
        return row?.at;
      };
      status = 403;
      expect(await again()).not.toBeNull();
      // What is gone there has no access left to know.
      status = 404;
      await stage.db
        .update(instance)
        .set({ accessAskedAt: new Date(Date.now() - 6 * 60_000) })
        .where(ofIt);
      expect(await again()).toBeNull();
    },
  );

  it("is made read-only later where no answer came, or nobody was left to record it, whichever was asked for", async () => {
    let lives = false;
    await using server = await startServer((response, _index, { method }) => {
      if (method !== "PATCH") return answerJson(response, 200, { instanceId: "i-2", serverUrl: server.url });
      if (!lives) return response.destroy();
      answerJson(response, 200, { instanceId: "i-2", isReadOnly: true, message: "" });
    });
    const operator = stage.as("operator", upstreamAt(server.url));
    const { instance: made } = await createInstance(operator, instanceRequest());
    const settle = () => settleAccess(stage.system(upstreamAt(server.url)), () => true);
    const asked = () =>
      stage.db.select({ at: instance.accessAskedAt }).from(instance).where(eq(instance.id, made.id));
    await failureOf(updateInstance(operator, { id: made.id, isReadOnly: false }));
    expect(await settle()).toBe(0);

    // As a process does that is killed: what it asked for stays.
    const longAgo = new Date(Date.now() - 6 * 60_000);
    await stage.db.update(instance).set({ accessAskedAt: longAgo }).where(eq(instance.id, made.id));
    expect(await settle()).toBe(0);
    const [again] = await asked();
    expect(again?.at?.getTime()).toBeGreaterThan(longAgo.getTime());
    expect(await getInstance(operator, { id: made.id })).toMatchObject({ isReadOnly: false });

    lives = true;
    await stage.db.update(instance).set({ accessAskedAt: longAgo }).where(eq(instance.id, made.id));
    expect(await settle()).toBe(1);
    expect(await settle()).toBe(0);
    expect(server.seen.at(-1)).toMatchObject({ method: "PATCH", body: '{"isReadOnly":true}' });
    expect(await asked()).toEqual([{ at: null }]);
    expect(await getInstance(operator, { id: made.id })).toMatchObject({ isReadOnly: true });
    expect((await stage.auditOf(made.id, "instance.update")).at(-1)).toMatchObject({
      actorKind: "system",
      outcome: "succeeded",
      details: { isReadOnly: { from: false, to: true } },
    });
  });

  it("that was refused, or could not be asked for, leaves nothing to settle", async () => {
    const { id, instanceId } = await create();
    await stage.embedded.remove(instanceId);
    await failureOf(updateInstance(stage.as("operator"), { id, isReadOnly: true }));
    await stage.db.update(instance).set({ upstream: "eu" }).where(eq(instance.id, id));
    await failureOf(updateInstance(stage.as("operator"), { id, isReadOnly: true }));
    const [row] = await stage.db
      .select({ at: instance.accessAskedAt })
      .from(instance)
      .where(eq(instance.id, id));
    expect(row).toEqual({ at: null });
  });

  it("says which upstream is missing where the instance's own is not configured any more", async () => {
    const { id } = await create();
    await stage.db.update(instance).set({ upstream: "eu" }).where(eq(instance.id, id));
    const call = updateInstance(stage.as("operator"), { id, isReadOnly: true });
    expect(await failureOf(call)).toMatchObject({
      code: "upstream-unavailable",
      message: expect.stringContaining("Klavis Cloud (EU) is switched off"),
      effect: "nothing-changed",
    });
  });
});
