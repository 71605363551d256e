import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountKeySchema } from "@/lib/contracts/connect";
import { type Context, type Visitor, visitorOf } from "../../context";
import { connectAttempt } from "../../db/schema/connect";
import { instance } from "../../db/schema/instance";
import { TEST_DATABASES } from "../../db/testing";
import { createRegistry } from "../../upstream/registry";
import { answerJson, CANARY_KEY, failureOf, startServer } from "../../upstream/testing";
import { readConnection } from "../connect/read";
import { completeReturn } from "../connect/return";
import { everyRow, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { cancelItem, keyItem, startItem } from "./item";
import { openLink } from "./open";
import { linksOn } from "./testing";

const KEY = "the-key-of-an-account-8d1f";

/** The ways of saying no to a key, by HTTP status. */
const REFUSED_KEYS: [number, object][] = [
  [200, { success: false, message: "no" }],
  [400, { detail: `There is no account for ${KEY}` }],
  [
    422,
    { detail: [{ loc: ["body", "authData", "api_key"], msg: `${KEY} is not a key`, type: "value_error" }] },
  ],
];

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  let links: ReturnType<typeof linksOn>;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    links = linksOn(stage);
  });
  afterAll(() => stage.close());

  /** Presses Connect on a link's page; answers the `state` with which the window comes back. */
  async function start(context: Context<Visitor>, token: string, item = 0) {
    const { redirectTo } = await startItem(context, { token, item, window: "popup" });
    const back = new URL(new URL(redirectTo).searchParams.get("redirect_url") ?? "");
    return back.searchParams.get("state") ?? "";
  }
  const comeBack = (context: Context<Visitor>, state: string) =>
    completeReturn(context, { state, holders: context.caller.secret ? [context.caller] : [] });
  const attemptsOf = (id: string) =>
    stage.db.select().from(connectAttempt).where(eq(connectAttempt.instanceId, id));
  async function sent(...names: Parameters<typeof links.create>) {
    const made = await links.create(...names);
    const [first] = made;
    if (!first) throw new Error("no instance");
    return { first, made, ...(await links.send(made)) };
  }

  describe("connecting is refused", () => {
    it("to a browser that has not said whose it is, and to one that has said so of another link", async () => {
      const { first, token } = await sent("GitHub");
      const elsewhere = await links.person((await sent("GitHub")).token);
      for (const context of [links.browser(), elsewhere]) {
        const error = await failureOf(start(context, token));
        expect(error).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
      }
      expect(await attemptsOf(first.id)).toEqual([]);
    });

    it("for a place that the link does not have", async () => {
      const { token } = await sent("GitHub");
      expect(await failureOf(start(await links.person(token), token, 1))).toMatchObject({
        code: "not-found",
      });
    });

    it("without what the service requires, which is named", async () => {
      const { first, token } = await sent("Zendesk");
      const error = await failureOf(start(await links.person(token), token));
      expect(error).toMatchObject({ code: "invalid", fields: { subdomain: [expect.any(String)] } });
      expect(await attemptsOf(first.id)).toEqual([]);
    });
  });

  describe("a return is refused", () => {
    it("in every browser but the one that opened the window", async () => {
      const { first, token } = await sent("GitHub");
      const person = await links.person(token);
      const other = await links.person(token);
      const state = await start(person, token);
      await links.consent(first);
      for (const context of [other, links.browser()]) {
        expect(await failureOf(comeBack(context, state))).toMatchObject({ code: "not-found" });
      }
      const { caller } = stage.as("administrator");
      const asMember = completeReturn(stage.visitor(), { state, holders: [caller] });
      expect(await failureOf(asMember)).toMatchObject({ code: "not-found" });
      expect(await comeBack(person, state)).toMatchObject({ connected: true, instanceId: first.id });
    });

    it("the second time", async () => {
      const { first, token } = await sent("GitHub", "Slack");
      const person = await links.person(token);
      const state = await start(person, token);
      await links.consent(first);
      await comeBack(person, state);
      expect(await failureOf(comeBack(person, state))).toMatchObject({ code: "not-found" });
    });
  });

  it("a return that a poll has outrun is taken all the same, and once", async () => {
    const { first, token } = await sent("GitHub", "Slack");
    const person = await links.person(token);
    const state = await start(person, token);
    await links.consent(first);
    expect((await openLink(person, { token })).items[0]).toMatchObject({ attempt: { state: "connected" } });
    expect(await comeBack(person, state)).toMatchObject({ connected: true, instanceId: first.id });
    expect(await failureOf(comeBack(person, state))).toMatchObject({ code: "not-found" });
  });

  it("the person sees the attempt that is theirs; others of the same link do not, members do", async () => {
    const { first, token } = await sent("GitHub");
    const person = await links.person(token);
    await start(person, token);
    expect((await openLink(person, { token })).items).toMatchObject([{ attempt: { state: "waiting" } }]);
    for (const other of [links.browser(), await links.person(token)]) {
      expect((await openLink(other, { token })).items).toMatchObject([{ attempt: null }]);
    }
    expect((await readConnection(stage.as("viewer"), first)).attempt).toMatchObject({ state: "waiting" });
  });

  it("each step is audited on the instance as the visitor's, who is known by a hash alone", async () => {
    const { first, token } = await sent("GitHub");
    const person = await links.person(token);
    await start(person, token);
    await cancelItem(person, { token, item: 0 });
    const state = await start(person, token);
    await links.consent(first);
    await comeBack(person, state);
    const holder = visitorOf(person.caller.secret);
    const events = (await stage.auditOf(first.id)).filter(({ action }) => action.startsWith("connect."));
    expect(events.map(({ action, actorId, outcome }) => [action, actorId, outcome])).toEqual([
      ["connect.start", holder.id, "succeeded"],
      ["connect.cancel", holder.id, "succeeded"],
      ["connect.start", holder.id, "succeeded"],
      ["connect.return", holder.id, "succeeded"],
    ]);
    expect(await everyRow(stage.db)).not.toContain(person.caller.secret);
  });

  it("Cancel ends the attempt, and the link stays as it was", async () => {
    const { token } = await sent("GitHub");
    const person = await links.person(token);
    await start(person, token);
    const { items } = await cancelItem(person, { token, item: 0 });
    expect(items).toMatchObject([{ status: "waiting", attempt: { state: "cancelled" } }]);
  });

  it("an account that stopped being valid is connected again by a link, on the same instance", async () => {
    const { first, token } = await sent("GitHub");
    await stage.db.update(instance).set({ status: "needs-reauthorization" }).where(eq(instance.id, first.id));
    const person = await links.person(token);
    expect((await openLink(person, { token })).items).toMatchObject([{ status: "needs-reauthorization" }]);
    const state = await start(person, token);
    await links.consent(first);
    expect(await comeBack(person, state)).toMatchObject({ connected: true, instanceId: first.id });
    expect((await openLink(person, { token })).items).toMatchObject([{ status: "connected" }]);
  });

  describe("a key", () => {
    it.each(["", "   ", "k".repeat(4097)])(
      "that cannot be one is refused before anything is asked",
      (key) => {
        expect(accountKeySchema.safeParse({ key }).success).toBe(false);
      },
    );

    it("is refused from a browser that has not said whose it is", async () => {
      const { token } = await sent("Brave Search");
      const error = await failureOf(keyItem(links.browser(), { token, item: 0, key: KEY }));
      expect(error).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
    });

    it("is passed on, and stays in no row and no line of the log", async () => {
      const { first, token } = await sent("Brave Search");
      const person = await links.person(token);
      const { items } = await keyItem(person, { token, item: 0, key: KEY });
      expect(items).toMatchObject([{ status: "connected" }]);
      expect(await everyRow(stage.db)).not.toContain(KEY);
      expect(stage.lines.join("")).not.toContain(KEY);
      expect(await stage.auditOf(first.id, "instance.set-auth")).toMatchObject([
        { outcome: "succeeded", actorId: person.caller.id },
      ]);
    });

    it.each(REFUSED_KEYS)(
      "that is refused with %d is said to be wrong, on its field",
      async (status, body) => {
        await using server = await startServer((response) => answerJson(response, status, body));
        const { token } = await sent("Brave Search");
        const person = await links.person(token);
        const upstreams = createRegistry([upstreamAt(server.url, "embedded")]);
        const error = await failureOf(keyItem({ ...person, upstreams }, { token, item: 0, key: KEY }));
        expect(error).toMatchObject({ code: "upstream-rejected", effect: "nothing-changed" });
        expect(error.message).toContain("Brave Search did not take this key.");
        expect(error.fields).toEqual({ key: [error.message] });
      },
    );
  });

  it.each([401, 404, 429, 500])("an upstream that answers %d is not named to the person", async (status) => {
    await using server = await startServer((response) =>
      answerJson(response, status, { detail: CANARY_KEY }),
    );
    const { token } = await sent("GitHub");
    const person = await links.person(token);
    const upstreams = createRegistry([upstreamAt(server.url, "embedded")]);
    const error = await failureOf(start({ ...person, upstreams }, token));
    expect(error.code).toMatch(/^upstream-/);
    expect(error.message).toContain("GitHub cannot be connected just now");
    for (const inner of ["Klavis", "engine", "KLAVIS", "API key", "upstream", CANARY_KEY]) {
      expect(error.message).not.toContain(inner);
    }
  });
});
