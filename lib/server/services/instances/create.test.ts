import type { PGlite } from "@electric-sql/pglite";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Context } from "../../context";
import type { Database } from "../../db/client";
import { auditEvent } from "../../db/schema/audit";
import { engineInstance } from "../../db/schema/engine";
import { instance } from "../../db/schema/instance";
import { isKept } from "../../db/statements";
import { TEST_DATABASES } from "../../db/testing";
import { countRoundTrips } from "../../db/testing-round-trips";
import { answerJson, CANARY_KEY, failureOf, startServer } from "../../upstream/testing";
import { everyRow, instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { createInstance } from "./create";
import { revealInstance } from "./reveal";
import { openOauthUrl, openServerUrl } from "./secrets";

describe.each(TEST_DATABASES)("on %s", (kind, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  const recordsOf = (userId: string) => stage.db.select().from(instance).where(eq(instance.userId, userId));

  describe("a create is refused", () => {
    it("to a viewer, before the upstream hears of it", async () => {
      await using server = await startServer((response) => answerJson(response, 200, {}));
      const request = instanceRequest();
      const viewer = stage.as("viewer", upstreamAt(server.url));
      expect(await failureOf(createInstance(viewer, request))).toMatchObject({
        code: "forbidden",
        effect: "nothing-changed",
      });
      expect(server.seen).toEqual([]);
      expect(await recordsOf(request.userId)).toEqual([]);
    });

    it("for an upstream that is not configured", async () => {
      const request = instanceRequest({ upstream: "eu" });
      const error = await failureOf(createInstance(stage.as("operator"), request));
      expect(error).toMatchObject({ code: "invalid", effect: "nothing-changed" });
      expect(error.fields).toHaveProperty("upstream");
      expect(await recordsOf(request.userId)).toEqual([]);
    });

    it("where the upstream does not accept it, with the messages on the fields", async () => {
      const detail = [{ loc: ["body", "userId"], msg: "not one of ours", type: "value_error" }];
      await using server = await startServer((response) => answerJson(response, 422, { detail }));
      const request = instanceRequest();
      const operator = stage.as("operator", upstreamAt(server.url));
      const error = await failureOf(createInstance(operator, request));
      expect(error).toMatchObject({ code: "upstream-rejected", effect: "nothing-changed" });
      expect(error.fields).toEqual({ userId: ["not one of ours"] });
      expect(await recordsOf(request.userId)).toEqual([]);
    });

    it.each<[number, string, string]>([
      [401, "upstream-unauthorized", "nothing-changed"],
      [500, "upstream-unavailable", "maybe-changed"],
    ])("where the upstream answers %d: %s, %s, and nothing is recorded", async (status, code, effect) => {
      await using server = await startServer((response) => answerJson(response, status, {}));
      const request = instanceRequest();
      const operator = stage.as("operator", upstreamAt(server.url));
      expect(await failureOf(createInstance(operator, request))).toMatchObject({ code, effect });
      expect(await recordsOf(request.userId)).toEqual([]);
    });
  });

  describe("a create whose record fails", () => {
    it("says that the instance is there, and finds the same one at the next try", async () => {
      const request = instanceRequest();
      const operator = stage.as("operator");
      // Postgres has no room for NUL in a text, so the record cannot be written.
      const broken = { ...operator, caller: { ...operator.caller, name: "nul\0" } };
      const error = await failureOf(createInstance(broken, request));
      expect(error).toMatchObject({ code: "internal", effect: "changed" });
      expect(await recordsOf(request.userId)).toEqual([]);

      const { instance: made, created } = await createInstance(operator, request);
      expect(created).toBe(true);
      const [atEngine] = await stage.db
        .select()
        .from(engineInstance)
        .where(eq(engineInstance.userId, request.userId));
      expect(made.instanceId).toBe(atEngine?.id);
    });
  });

  describe("a new instance", () => {
    it("is recorded with what was asked for, and shown without its URL", async () => {
      const request = instanceRequest({
        platformName: "Support desk",
        connectionType: "SSE",
        legacy: true,
        isReadOnly: true,
      });
      const operator = stage.as("operator");
      const { instance: made, created } = await createInstance(operator, request);
      expect(created).toBe(true);
      expect(made).toMatchObject({
        ...request,
        upstream: "embedded",
        status: "waiting",
        statusCheckedAt: null,
        createdBy: operator.caller.name,
        maskedUrl: `${operator.appUrl}/••••••••••••`,
      });
    });

    it("has no platform where none was named", async () => {
      const { instance: made } = await createInstance(stage.as("operator"), instanceRequest());
      expect(made.platformName).toBeNull();
    });

    it.each([
      ["GitHub", "waiting"],
      ["Resend", "waiting"],
      ["Hacker News", "no-sign-in-needed"],
    ] as const)("of %s starts as %s", async (serverName, status) => {
      const { instance: made } = await createInstance(
        stage.as("administrator"),
        instanceRequest({ serverName }),
      );
      expect(made.status).toBe(status);
    });

    it("keeps its URLs encrypted, each for its own row and field", async () => {
      const operator = stage.as("operator");
      const { instance: made } = await createInstance(operator, instanceRequest());
      const { serverUrl } = await revealInstance(operator, { id: made.id });
      const [row] = await stage.db.select().from(instance).where(eq(instance.id, made.id));
      expect(serverUrl).toContain(`/engine/mcp/${made.instanceId}/`);
      expect(row?.serverUrl).toMatch(/^v1\./);
      expect(row?.oauthUrl).toMatch(/^v1\./);
      const sealed = row?.serverUrl ?? "";
      const kept = { id: made.id, upstream: made.upstream, serverUrl: sealed };
      expect(() => openOauthUrl(operator, { ...kept, oauthUrl: sealed })).toThrow();
      expect(() => openServerUrl(operator, { ...kept, id: crypto.randomUUID() })).toThrow();
      expect(openServerUrl(operator, kept)).toBe(serverUrl);
    });

    it("leaves neither its URL nor a key in any row or line of the log", async () => {
      const secrets = { key: "canary-key-of-the-url-1f0c", oauth: "canary-of-the-oauth-url-77d2" };
      await using server = await startServer((response) =>
        answerJson(response, 200, {
          instanceId: "canary-id",
          serverUrl: `${server.url}/mcp/${secrets.key}`,
          oauthUrl: `${server.url}/oauth/github/authorize?instance_id=${secrets.oauth}`,
        }),
      );
      const operator = stage.as("operator", upstreamAt(server.url));
      const { instance: made } = await createInstance(operator, instanceRequest());
      const kept = (await everyRow(stage.db)) + stage.lines.join("") + JSON.stringify(made);
      expect(kept).toContain("canary-id");
      for (const secret of [secrets.key, secrets.oauth, CANARY_KEY]) expect(kept).not.toContain(secret);
    });
  });

  describe("an instance that is already there", () => {
    it("is answered as it is, with the settings that it has", async () => {
      const request = instanceRequest({ isReadOnly: true });
      const first = await createInstance(stage.as("administrator"), request);
      const again = await createInstance(stage.as("operator"), {
        ...request,
        isReadOnly: false,
        connectionType: "SSE",
        legacy: true,
      });
      expect(again).toEqual({ instance: first.instance, created: false });
      expect(await recordsOf(request.userId)).toHaveLength(1);
    });

    it("keeps the address that it has where it writes and is asked for to read only", async () => {
      const administrator = stage.as("administrator");
      const request = instanceRequest();
      const { instance: made } = await createInstance(administrator, request);
      const before = await revealInstance(administrator, { id: made.id });
      const again = await createInstance(administrator, { ...request, isReadOnly: true });
      expect(again).toMatchObject({ created: false, instance: { id: made.id, isReadOnly: false } });
      expect(await revealInstance(administrator, { id: made.id })).toEqual(before);
    });

    it("is recorded as one that may write where the upstream does not confirm that it is read-only", async () => {
      await using server = await startServer((response, _index, { method }) =>
        method === "PATCH"
          ? answerJson(response, 200, { instanceId: "i-7", isReadOnly: false, message: "not today" })
          : answerJson(response, 200, { instanceId: "i-7", serverUrl: "https://mcp.example.com/7" }),
      );
      const operator = stage.as("operator", upstreamAt(server.url));
      const request = instanceRequest({ isReadOnly: true });
      const error = await failureOf(createInstance(operator, request));
      expect(error).toMatchObject({ code: "upstream-unavailable", effect: "changed" });
      expect(error.message).toContain("did not confirm that it is read-only");
      const { instance: there, created } = await createInstance(operator, request);
      expect({ created, isReadOnly: there.isReadOnly }).toEqual({ created: false, isReadOnly: false });
      const [made, corrected] = await stage.auditOf(there.id);
      expect(made).toMatchObject({ action: "instance.create", details: { isReadOnly: true } });
      expect(corrected).toMatchObject({
        action: "instance.update",
        actorId: operator.caller.id,
        requestId: operator.request.id,
        outcome: "failed",
        details: { isReadOnly: { from: true, to: false } },
      });
    });

    it("is made sure to be read-only where it was at the upstream before, unknown to the record", async () => {
      const request = instanceRequest();
      const { upstream: _, ...contract } = request;
      const before = await stage.embedded.create(contract);
      const { instance: made, created } = await createInstance(stage.as("operator"), {
        ...request,
        isReadOnly: true,
      });
      expect(made).toMatchObject({ instanceId: before.instanceId, isReadOnly: true });
      expect(created).toBe(true);
      expect(await stage.embedded.update(before.instanceId, { isReadOnly: true })).toMatchObject({
        isReadOnly: true,
      });
    });

    it("is another one for another platform, server or user", async () => {
      const request = instanceRequest({ platformName: "Desk" });
      const { instance: first } = await createInstance(stage.as("operator"), request);
      for (const other of [
        { platformName: "Shop" },
        { platformName: null },
        { serverName: "Slack" as const },
        { userId: request.userId.toUpperCase() },
      ]) {
        const made = await createInstance(stage.as("operator"), { ...request, ...other });
        expect(made.created, JSON.stringify(other)).toBe(true);
        expect(made.instance.id).not.toBe(first.id);
      }
    });

    it("is another one at another upstream, also where both use the same id", async () => {
      const answers = { instanceId: "i-1", serverUrl: "https://mcp.example.com/1" };
      await using server = await startServer((response) => answerJson(response, 200, answers));
      const operator = stage.as("operator", upstreamAt(server.url, "us"), upstreamAt(server.url, "eu"));
      const request = instanceRequest();
      const us = await createInstance(operator, { ...request, upstream: "us" });
      const eu = await createInstance(operator, { ...request, upstream: "eu" });
      expect([us.created, eu.created]).toEqual([true, true]);
      expect(await createInstance(operator, request)).toEqual({ instance: us.instance, created: false });
    });

    it("takes the URLs that the upstream gives it by now", async () => {
      await using server = await startServer((response, index) =>
        answerJson(response, 200, {
          instanceId: "i-1",
          serverUrl: `https://mcp.example.com/${index}`,
          oauthUrl: index === 0 ? `${server.url}/oauth` : null,
        }),
      );
      const operator = stage.as("operator", upstreamAt(server.url));
      const request = instanceRequest();
      const { instance: made } = await createInstance(operator, request);
      expect((await createInstance(operator, request)).created).toBe(false);
      expect(await revealInstance(operator, { id: made.id })).toEqual({
        serverUrl: "https://mcp.example.com/1",
      });
      expect(await recordsOf(request.userId)).toMatchObject([{ oauthUrl: null }]);
    });

    it("becomes the new one where the upstream made it anew behind our back", async () => {
      const request = instanceRequest({ isReadOnly: true });
      const { instance: before } = await createInstance(stage.as("administrator"), request);
      await stage.db.update(instance).set({ status: "connected", statusCheckedAt: new Date() });
      await stage.embedded.remove(before.instanceId);

      const operator = stage.as("operator");
      const { instance: after, created } = await createInstance(operator, { ...request, isReadOnly: false });
      expect(created).toBe(true);
      expect(after).toMatchObject({
        id: before.id,
        isReadOnly: false,
        status: "waiting",
        statusCheckedAt: null,
        createdBy: operator.caller.name,
      });
      expect(after.instanceId).not.toBe(before.instanceId);
      const { serverUrl } = await revealInstance(operator, { id: after.id });
      expect(serverUrl).toContain(after.instanceId);
    });
  });

  it("fifty creates at once make one instance, and one of them says that it was new", async () => {
    const request = instanceRequest();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => createInstance(stage.as("operator"), request)),
    );
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ instance: made }) => made.id)).size).toBe(1);
    const records = await recordsOf(request.userId);
    expect(records).toHaveLength(1);
    const engineInstances = await stage.db
      .select()
      .from(engineInstance)
      .where(eq(engineInstance.userId, request.userId));
    expect(engineInstances.map(({ id }) => id)).toEqual([records[0]?.upstreamInstanceId]);
  });

  describe("the audit", () => {
    it("has an event for each create: who, what, from where, and whether it was new", async () => {
      const request = instanceRequest({ platformName: "Desk" });
      const operator = stage.as("operator");
      const { instance: made } = await createInstance(operator, request);
      const administrator = stage.as("administrator");
      await createInstance(administrator, request);
      const event = (context: Context, actor: typeof operator.caller, created: boolean) => ({
        actorId: actor.id,
        actorKind: "member",
        actorName: actor.name,
        actorEmail: actor.email,
        action: "instance.create",
        subjectType: "instance",
        address: context.request.address,
        requestId: context.request.id,
        outcome: "succeeded",
        details: { ...request, upstream: "embedded", instanceId: made.instanceId, created },
      });
      expect(await stage.auditOf(made.id)).toMatchObject([
        event(operator, operator.caller, true),
        event(administrator, administrator.caller, false),
      ]);
    });

    it("has none for a create that failed", async () => {
      const before = await stage.db.$count(auditEvent);
      await failureOf(createInstance(stage.as("viewer"), instanceRequest()));
      await failureOf(createInstance(stage.as("operator"), instanceRequest({ upstream: "us" })));
      expect(await stage.db.$count(auditEvent)).toBe(before);
    });
  });

  it("asks the database four times for a new one: where it leads, at the engine, how it signs in, and for the record with its event", async () => {
    const operator = stage.as("operator");
    const handle = { db: stage.db, kind: operator.database.kind };
    // The first has the connections to make.
    await createInstance(operator, instanceRequest());
    const trips = await countRoundTrips(handle, () => createInstance(operator, instanceRequest()));
    expect(trips).toBe(4);
  });

  it("asks once more for one that is there: its record comes with the statement that would have made it", async () => {
    const operator = stage.as("operator");
    const handle = { db: stage.db, kind: operator.database.kind };
    const request = instanceRequest();
    await createInstance(operator, request);
    const trips = await countRoundTrips(handle, () => createInstance(operator, request));
    expect(trips).toBe(5);
  });

  it.runIf(kind === "PGlite")("has the database plan none of it anew, new or there already", async () => {
    const operator = stage.as("operator");
    const query = vi.spyOn((stage.db as Database & { $client: PGlite }).$client, "query");
    const request = instanceRequest();
    await createInstance(operator, request);
    await createInstance(operator, request);
    const texts = query.mock.calls.map(([text]) => text);
    query.mockRestore();
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter((text) => !isKept(text))).toEqual([]);
  });
});
