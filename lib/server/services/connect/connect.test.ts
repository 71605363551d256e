import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReturnOutcome } from "@/lib/contracts/connect";
import type { Instance } from "@/lib/contracts/instance";
import type { KlavisServerName } from "@/lib/contracts/klavis/server-name";
import { ATTEMPT_LIFETIME } from "@/lib/contracts/terms/connect";
import type { Context, Member } from "../../context";
import { connectAttempt } from "../../db/schema/connect";
import { instance } from "../../db/schema/instance";
import { TEST_DATABASES } from "../../db/testing";
import { withOutcome } from "../../return-outcome";
import { answerJson, failureOf, startServer } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { everyRow, instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { CONFIRMATION_TIME } from "./attempt";
import { cancelConnect } from "./cancel";
import { readConnection } from "./read";
import { completeReturn } from "./return";
import { settleAttempts } from "./settle";
import { startConnect } from "./start";

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  async function create(serverName: KlavisServerName = "GitHub"): Promise<Instance> {
    const { instance: made } = await createInstance(stage.as("operator"), instanceRequest({ serverName }));
    return made;
  }
  /** Presses Connect; answers where the window was sent and the `state` with which it will come back. */
  async function start(id: string, context = stage.as("operator"), more: { subdomain?: string } = {}) {
    const { redirectTo } = await startConnect(context, {
      instance: id,
      window: "popup",
      page: "create",
      ...more,
    });
    const target = new URL(redirectTo);
    const back = new URL(target.searchParams.get("redirect_url") ?? "");
    return { target, back, state: back.searchParams.get("state") ?? "" };
  }
  const comeBack = (state: string, member: Context<Member> = stage.as("operator")) =>
    completeReturn(member, { state, holders: [member.caller] });
  /** What Allow at the provider leads to: the upstream has the account. */
  const consent = ({ instanceId }: Instance) => stage.embedded.setKey(instanceId, "granted");
  const attemptsOf = (id: string) =>
    stage.db
      .select()
      .from(connectAttempt)
      .where(eq(connectAttempt.instanceId, id))
      .orderBy(desc(connectAttempt.createdAt));
  /** What a poll sees that comes later than the answer that is kept for a moment. */
  async function poll(id: string, context: Context = stage.as("viewer")) {
    await stage.db.update(instance).set({ statusCheckedAt: null }).where(eq(instance.id, id));
    return readConnection(context, { id });
  }

  describe("a start is refused", () => {
    it("to a viewer, for an instance that is there as for one that is not", async () => {
      const { id } = await create();
      for (const asked of [id, randomUUID()]) {
        const error = await failureOf(start(asked, stage.as("viewer")));
        expect(error).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
      }
      expect(await attemptsOf(id)).toEqual([]);
    });

    it("for an instance that does not exist", async () => {
      expect(await failureOf(start(randomUUID()))).toMatchObject({ code: "not-found" });
    });

    it.each(["Hacker News", "Resend"] as const)("for %s, which has no window", async (serverName) => {
      const { id } = await create(serverName);
      expect(await failureOf(start(id))).toMatchObject({ code: "conflict" });
      expect(await attemptsOf(id)).toEqual([]);
    });

    it("without what the service requires, which is named", async () => {
      const { id } = await create("Zendesk");
      const error = await failureOf(start(id));
      expect(error).toMatchObject({ code: "invalid", fields: { subdomain: [expect.any(String)] } });
      expect(await attemptsOf(id)).toEqual([]);
    });

    it("where the upstream does not know the instance any more, or is down", async () => {
      const { id, instanceId } = await create();
      await stage.embedded.remove(instanceId);
      expect(await failureOf(start(id))).toMatchObject({ code: "upstream-not-found" });

      await using server = await startServer((response) => response.destroy());
      await stage.db.update(instance).set({ upstream: "us" }).where(eq(instance.id, id));
      const operator = stage.as("operator", upstreamAt(server.url));
      expect(await failureOf(start(id, operator))).toMatchObject({ code: "upstream-unavailable" });
      expect(await attemptsOf(id)).toEqual([]);
    });

    it.each([
      "javascript:alert(1)",
      "JaVaScRi\tPt:alert(1)",
      "data:text/html,hello",
      "https://user@HOST/oauth",
      "https://user:password@HOST/oauth",
      "https://evil.example/oauth",
      "https://HOST.evil.example/oauth",
      "//evil.example/oauth",
      "/oauth",
    ])("where the upstream names %s as its window", async (oauthUrl) => {
      const host = () => new URL(server.url).host;
      await using server = await startServer((response, _index, { method }) =>
        method === "POST"
          ? answerJson(response, 200, { instanceId: "i-1", serverUrl: "https://mcp.example.com/1" })
          : answerJson(response, 200, {
              authNeeded: true,
              isAuthenticated: false,
              oauthUrl: oauthUrl.replace("HOST", host()),
            }),
      );
      const operator = stage.as("operator", upstreamAt(server.url));
      const { instance: made } = await createInstance(operator, instanceRequest());
      const error = await failureOf(start(made.id, operator));
      expect(error.code).toBe("upstream-invalid");
      expect(error.message).not.toMatch(/javascript|evil|user/i);
      expect(await attemptsOf(made.id)).toEqual([]);
    });

    it("where the window on record is not the upstream's own, as after a change of its base URL", async () => {
      const answers = { authNeeded: true, isAuthenticated: false, oauthUrl: null };
      await using before = await startServer((response) =>
        answerJson(response, 200, {
          instanceId: "i-1",
          serverUrl: "https://mcp.example.com/1",
          oauthUrl: `${before.url}/oauth`,
        }),
      );
      await using now = await startServer((response) => answerJson(response, 200, answers));
      const { instance: made } = await createInstance(
        stage.as("operator", upstreamAt(before.url)),
        instanceRequest(),
      );
      const operator = stage.as("operator", upstreamAt(now.url));
      expect(await failureOf(start(made.id, operator))).toMatchObject({ code: "upstream-invalid" });
    });
  });

  describe("a start", () => {
    it("sends the window to the upstream's own page, with a return address of ours", async () => {
      const { id, instanceId } = await create();
      const operator = stage.as("operator");
      const { target, back, state } = await start(id, operator);
      expect(target.origin + target.pathname).toBe(`${operator.appUrl}/engine/oauth/github/authorize`);
      expect(target.searchParams.get("instance_id")).toBe(instanceId);
      expect(back.origin + back.pathname).toBe(`${operator.appUrl}/connect/done`);

      const [attempt, ...others] = await attemptsOf(id);
      expect(others).toEqual([]);
      expect(attempt).toMatchObject({ state: "waiting", wasAuthenticated: false, returnedAt: null });
      const life = (attempt?.expiresAt.getTime() ?? 0) - Date.now();
      expect(life).toBeGreaterThan(ATTEMPT_LIFETIME - 30_000);
      expect(life).toBeLessThanOrEqual(ATTEMPT_LIFETIME);
      expect(state).toMatch(new RegExp(`^${attempt?.id}\\.[\\w-]{43}$`));
      expect(await everyRow(stage.db)).not.toContain(state.split(".")[1]);
      expect(await stage.auditOf(id, "connect.start")).toMatchObject([
        { actorId: operator.caller.id, requestId: operator.request.id, details: { attempt: attempt?.id } },
      ]);
    });

    it("hands on what the service requires, and adds nothing else", async () => {
      const { id } = await create("Zendesk");
      const { target } = await start(id, stage.as("operator"), { subdomain: "acme" });
      expect(target.searchParams.get("subdomain")).toBe("acme");
      const plain = await start((await create()).id, stage.as("operator"), { subdomain: "acme" });
      expect(plain.target.searchParams.has("subdomain")).toBe(false);
    });

    it("takes the place of the attempt before it, whose return then counts for nothing", async () => {
      const made = await create();
      const first = await start(made.id);
      const second = await start(made.id, stage.as("administrator"));
      expect((await attemptsOf(made.id)).map(({ state }) => state)).toEqual(["waiting", "cancelled"]);
      await consent(made);
      expect(await failureOf(comeBack(first.state))).toMatchObject({ code: "not-found" });
      expect(await comeBack(second.state, stage.as("administrator"))).toMatchObject({ connected: true });
    });

    it("leaves one of a user and a server alive on all platforms, and others' alone", async () => {
      const desk = instanceRequest({ platformName: "Desk" });
      const [one, two, otherServer, otherUser] = [
        (await createInstance(stage.as("operator"), desk)).instance,
        (await createInstance(stage.as("operator"), { ...desk, platformName: "Shop" })).instance,
        (await createInstance(stage.as("operator"), { ...desk, serverName: "Gmail" })).instance,
        await create(),
      ];
      for (const { id } of [one, otherServer, otherUser, two]) await start(id);
      const stateOf = async ({ id }: Instance) => (await attemptsOf(id)).map(({ state }) => state);
      expect(await stateOf(one)).toEqual(["cancelled"]);
      for (const alive of [two, otherServer, otherUser]) expect(await stateOf(alive)).toEqual(["waiting"]);
    });

    it("of ten at once leaves one attempt alive", async () => {
      const { id } = await create();
      await Promise.all(Array.from({ length: 10 }, () => start(id)));
      const attempts = await attemptsOf(id);
      expect(attempts).toHaveLength(10);
      expect(attempts.filter(({ state }) => state === "waiting")).toHaveLength(1);
      expect(attempts[0]?.state).toBe("waiting");
    });
  });

  describe("a return is refused, always alike,", () => {
    async function expectRefused(state: string, member?: Context<Member>) {
      expect(await failureOf(comeBack(state, member))).toMatchObject({
        code: "not-found",
        message:
          "This return does not belong to a window that is open. Go back to where you pressed Connect, and press it again.",
      });
    }

    it("with a state that is no state, or a nonce that is made up", async () => {
      const { id } = await create();
      const { state } = await start(id);
      const [attempt = "", nonce = ""] = state.split(".");
      for (const forged of [
        "",
        ".",
        attempt,
        nonce,
        `${attempt}.`,
        `${attempt}.${"A".repeat(43)}`,
        `${attempt}.${nonce}x`,
        `${attempt}.${nonce.slice(0, -1)}`,
        `${randomUUID()}.${nonce}`,
        `${"-".repeat(36)}.${nonce}`,
        `${state}\n`,
        ` ${state}`,
      ]) {
        await expectRefused(forged);
      }
      expect(await attemptsOf(id)).toMatchObject([{ state: "waiting", returnedAt: null }]);
    });

    it("with the nonce of another attempt", async () => {
      const [one, two] = [await start((await create()).id), await start((await create()).id)];
      await expectRefused(`${one.state.split(".")[0]}.${two.state.split(".")[1]}`);
    });

    it("from another member, and stays good for the one who opened the window", async () => {
      const made = await create();
      const { state } = await start(made.id);
      await consent(made);
      await expectRefused(state, stage.as("administrator"));
      expect(await failureOf(completeReturn(stage.visitor(), { state, holders: [] }))).toMatchObject({
        code: "not-found",
      });
      expect(await comeBack(state)).toMatchObject({ instanceId: made.id, connected: true });
    });

    it("a second time", async () => {
      const made = await create();
      const { state } = await start(made.id);
      await consent(made);
      await comeBack(state);
      await expectRefused(state);
    });

    it("a second time also while the first is being confirmed, and of ten at once nine", async () => {
      const { id } = await create();
      const { state } = await start(id);
      const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => comeBack(state)));
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect((await attemptsOf(id))[0]).toMatchObject({ state: "confirming" });
      await expectRefused(state);
    });

    it("after ten minutes, and after a cancel", async () => {
      const late = await create();
      const { state } = await start(late.id);
      await consent(late);
      await stage.db.update(connectAttempt).set({ expiresAt: new Date() });
      await expectRefused(state);

      const cancelled = await create();
      const other = await start(cancelled.id);
      await cancelConnect(stage.as("operator"), { id: cancelled.id });
      await consent(cancelled);
      await expectRefused(other.state);
    });
  });

  describe("a return", () => {
    it("after consent is connected at once, also right after a poll that saw no account", async () => {
      const made = await create();
      const { state } = await start(made.id);
      expect((await poll(made.id)).instance.status).toBe("waiting");
      await consent(made);
      const operator = stage.as("operator");
      expect(await comeBack(state, operator)).toMatchObject({
        instanceId: made.id,
        window: "popup",
        connected: true,
      });
      expect(await readConnection(stage.as("viewer"), { id: made.id })).toMatchObject({
        instance: { status: "connected" },
        attempt: { state: "connected", reason: null },
      });
      expect(await stage.auditOf(made.id, "connect.return")).toMatchObject([
        { actorId: operator.caller.id, outcome: "succeeded", details: { state: "connected" } },
      ]);
    });

    it("without consent is being confirmed, and has failed when the upstream still says no", async () => {
      const { id } = await create();
      const { state } = await start(id);
      expect(await comeBack(state)).toMatchObject({ connected: false });
      expect((await poll(id)).attempt).toMatchObject({ state: "confirming" });

      const longAgo = new Date(Date.now() - CONFIRMATION_TIME - 1);
      await stage.db
        .update(connectAttempt)
        .set({ returnedAt: longAgo })
        .where(eq(connectAttempt.instanceId, id));
      const { instance: after, attempt } = await poll(id);
      expect(after.status).toBe("waiting");
      expect(attempt).toMatchObject({ state: "failed", reason: expect.stringContaining("is not connected") });
      expect(await stage.auditOf(id, "connect.return")).toMatchObject([
        { outcome: "failed", details: { state: "failed" } },
      ]);
    });

    it("that the upstream is slow to know of is connected by a later poll", async () => {
      const made = await create();
      const { state } = await start(made.id);
      expect(await comeBack(state)).toMatchObject({ connected: false });
      await consent(made);
      expect((await poll(made.id)).attempt).toMatchObject({ state: "connected" });
    });

    describe("of a reconnection: an account that was there before proves nothing", () => {
      async function reconnect() {
        const made = await create();
        await consent(made);
        const { state, back } = await start(made.id);
        expect(await poll(made.id)).toMatchObject({
          instance: { status: "connected" },
          attempt: { state: "waiting" },
        });
        const told = (outcome: ReturnOutcome) => {
          const { searchParams } = new URL(withOutcome(stage.cipher, back, made.instanceId, outcome));
          return { state, outcome, signature: searchParams.get("signature") ?? "" };
        };
        const come = (returned: { state: string; outcome?: string; signature?: string }) =>
          completeReturn(stage.as("operator"), { ...returned, holders: [stage.as("operator").caller] });
        return { made, state, told, come };
      }
      const later = (id: string) =>
        stage.db
          .update(connectAttempt)
          .set({ returnedAt: new Date(Date.now() - CONFIRMATION_TIME - 1) })
          .where(eq(connectAttempt.instanceId, id));

      it("that is told to have come through is connected", async () => {
        const { made, told, come } = await reconnect();
        expect(await come(told("connected"))).toMatchObject({ connected: true });
        expect(await stage.auditOf(made.id, "connect.return")).toMatchObject([
          { outcome: "succeeded", details: { state: "connected", returned: true } },
        ]);
      });

      it.each([
        ["denied", "Access was denied."],
        ["failed", "The sign-in failed at the provider."],
      ] as const)("that has %s, says so, though the account is there", async (outcome, reason) => {
        const { made, told, come } = await reconnect();
        expect(await come(told(outcome))).toMatchObject({ connected: false, live: false });
        expect(await poll(made.id)).toMatchObject({
          instance: { status: "connected" },
          attempt: { state: "failed", reason },
        });
        expect(await stage.auditOf(made.id, "connect.return")).toMatchObject([
          { outcome: "failed", details: { state: "failed", returned: true } },
        ]);
      });

      it.each<[string, (made: Instance, state: string) => { outcome?: string; signature?: string }]>([
        ["nothing", () => ({})],
        ["a success without a signature", () => ({ outcome: "connected" })],
        [
          "a success with a signature of one's own",
          () => ({ outcome: "connected", signature: "A".repeat(43) }),
        ],
        [
          "a success signed as a denial",
          (made, state) => ({ outcome: "connected", signature: signed(made.instanceId, state, "denied") }),
        ],
        [
          "another attempt's success",
          (made) => ({ outcome: "connected", signature: signed(made.instanceId, "other", "connected") }),
        ],
        [
          "another instance's success",
          (_, state) => ({ outcome: "connected", signature: signed(randomUUID(), state, "connected") }),
        ],
        [
          "a word that is none",
          (made, state) => ({ outcome: "yes", signature: signed(made.instanceId, state, "connected") }),
        ],
      ])("that comes back with %s is of no known outcome", async (_, forge) => {
        const { made, state, come } = await reconnect();
        expect(await come({ state, ...forge(made, state) })).toMatchObject({ connected: false, live: true });
        expect((await poll(made.id)).attempt).toMatchObject({ state: "confirming" });
        await later(made.id);
        expect((await poll(made.id)).attempt).toMatchObject({
          state: "unconfirmed",
          reason: expect.stringContaining("does not say"),
        });
        expect(await stage.auditOf(made.id, "connect.return")).toMatchObject([
          { outcome: "failed", details: { state: "unconfirmed", returned: true } },
        ]);
      });

      function signed(instanceId: string, state: string, outcome: ReturnOutcome): string {
        const address = new URL(`https://console.example.com/connect/done?${new URLSearchParams({ state })}`);
        return (
          new URL(withOutcome(stage.cipher, address, instanceId, outcome)).searchParams.get("signature") ?? ""
        );
      }
    });

    it("need not come where the account was new: the upstream's word is enough", async () => {
      const made = await create();
      const { state } = await start(made.id);
      await consent(made);
      expect(await poll(made.id)).toMatchObject({ attempt: { state: "connected" } });
      // Whoever consented, it need not have been whoever opened the window: the audit has what was seen.
      const seen = {
        actorId: "system",
        outcome: "succeeded",
        details: { state: "connected", returned: false },
      };
      expect(await stage.auditOf(made.id, "connect.return")).toMatchObject([seen]);
      await comeBack(state);
      const operator = stage.as("operator").caller.id;
      expect(await stage.auditOf(made.id, "connect.return")).toMatchObject([
        seen,
        { actorId: operator, outcome: "succeeded", details: { state: "connected", returned: true } },
      ]);
    });

    it("never comes: the attempt expires, for whoever looks, and is audited once as what was seen", async () => {
      const { id } = await create();
      const operator = stage.as("operator");
      await start(id, operator);
      await stage.db
        .update(connectAttempt)
        .set({ expiresAt: new Date() })
        .where(eq(connectAttempt.instanceId, id));
      const polls = await Promise.all([1, 2, 3].map(() => readConnection(stage.as("viewer"), { id })));
      for (const { attempt } of polls) expect(attempt).toMatchObject({ state: "expired" });
      expect(await stage.auditOf(id, "connect.return")).toMatchObject([
        { actorId: "system", outcome: "failed", details: { state: "expired", returned: false } },
      ]);
    });
  });

  describe("left by a process that was killed", () => {
    const MINUTE = 60_000;
    const settle = () => settleAttempts(stage.system(), () => true);
    const change = (id: string, to: Partial<typeof connectAttempt.$inferInsert>) =>
      stage.db.update(connectAttempt).set(to).where(eq(connectAttempt.instanceId, id));
    const over = (id: string) => change(id, { expiresAt: new Date() });
    const taken = (id: string) =>
      change(id, { state: "confirming", returnedAt: new Date(Date.now() - MINUTE) });

    it.each([
      ["once it had begun", false, over, { state: "expired", returned: false }],
      ["once the account was let in", true, over, { state: "connected", returned: false }],
      ["once the return was taken", true, taken, { state: "connected", returned: true }],
      ["once the return was taken, of a denial", false, taken, { state: "failed", returned: true }],
    ] as const)(
      "%s, it is ended and recorded once, though nobody looks",
      async (_when, consents, left, ended) => {
        const made = await create();
        await start(made.id);
        if (consents) await consent(made);
        await settle();
        expect(await attemptsOf(made.id)).toMatchObject([{ state: "waiting" }]);
        await left(made.id);
        await settle();
        await settle();
        expect(await attemptsOf(made.id)).toMatchObject([{ state: ended.state }]);
        expect(await stage.auditOf(made.id, "connect.return")).toMatchObject([
          { actorId: ended.returned ? stage.as("operator").caller.id : "system", details: ended },
        ]);
        const { status } = (await poll(made.id)).instance;
        expect(status).toBe(consents ? "connected" : "waiting");
        // What connected it is told once: a look at its state alone would tell it again.
        expect(await stage.auditOf(made.id, "instance.observe")).toEqual([]);
      },
    );
  });

  describe("a cancel", () => {
    it("is refused to a viewer, and for an instance that does not exist", async () => {
      const { id } = await create();
      await start(id);
      expect(await failureOf(cancelConnect(stage.as("viewer"), { id }))).toMatchObject({ code: "forbidden" });
      expect(await failureOf(cancelConnect(stage.as("operator"), { id: randomUUID() }))).toMatchObject({
        code: "not-found",
      });
      expect(await attemptsOf(id)).toMatchObject([{ state: "waiting" }]);
    });

    it("ends the attempt of any member, and leaves a granted account alone", async () => {
      const made = await create();
      await start(made.id, stage.as("administrator"));
      await consent(made);
      const operator = stage.as("operator");
      expect(await cancelConnect(operator, { id: made.id })).toMatchObject({
        instance: { status: "connected" },
        attempt: { state: "cancelled" },
      });
      expect(await stage.auditOf(made.id, "connect.cancel")).toMatchObject([{ actorId: operator.caller.id }]);
    });

    it("without an attempt changes nothing", async () => {
      const { id } = await create();
      expect(await cancelConnect(stage.as("operator"), { id })).toMatchObject({ attempt: null });
      expect(await stage.auditOf(id, "connect.cancel")).toEqual([]);
    });
  });
});
