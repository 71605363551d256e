import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LINK_ITEMS } from "@/lib/contracts/link";
import { LIMITS } from "../../auth/throttle";
import { randomToken } from "../../cipher";
import type { Context, Visitor } from "../../context";
import { connectAttempt } from "../../db/schema/connect";
import { connectLink, connectLinkVisit } from "../../db/schema/link";
import { rateLimit } from "../../db/schema/rate-limit";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { cancelConnect } from "../connect/cancel";
import { readConnection } from "../connect/read";
import { completeReturn } from "../connect/return";
import { startConnect } from "../connect/start";
import { openTestConsole, type TestConsole } from "../testing";
import { confirmPerson, MOST_BROWSERS } from "./confirm";
import { countOpening } from "./count";
import { cancelItem, keyItem, startItem } from "./item";
import { openLink } from "./open";
import { revokeLink } from "./revoke";
import { linksOn } from "./testing";

const GUESSES = LIMITS["link-guess"].most;

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  let links: ReturnType<typeof linksOn>;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    links = linksOn(stage);
  });
  afterAll(() => stage.close());

  async function sent(...names: Parameters<typeof links.create>) {
    const made = await links.create(...names);
    const [first] = made;
    if (!first) throw new Error("no instance");
    return { first, made, ...(await links.send(made)) };
  }
  async function start(context: Context<Visitor>, token: string, item = 0) {
    const { redirectTo } = await startItem(context, { token, item, window: "popup" });
    const back = new URL(new URL(redirectTo).searchParams.get("redirect_url") ?? "");
    return back.searchParams.get("state") ?? "";
  }
  const comeBack = (context: Context<Visitor>, state: string) =>
    completeReturn(context, { state, holders: [context.caller] });
  const forgetCounts = () => stage.db.delete(rateLimit);

  describe("a lock-out that a stranger could cause", () => {
    it("who guesses at links is stopped, and a link that is right opens from there all the same", async () => {
      const { token } = await sent("GitHub");
      const office = links.browser();
      for (let guess = 0; guess < GUESSES; guess++) {
        expect(await failureOf(openLink(office, { token: randomToken() }))).toMatchObject({
          code: "expired",
        });
      }
      const stopped = await failureOf(openLink(office, { token: randomToken() }));
      expect(stopped).toMatchObject({ code: "rate-limited" });
      expect(stopped.retryAfter).toBeGreaterThan(0);
      expect(await openLink(office, { token })).toMatchObject({ person: "Ana" });
      expect(await confirmPerson(office, { token })).toMatchObject({ confirmed: true });
    });

    it("what a foreign page makes a browser load is counted against nobody", async () => {
      const visitor = links.browser();
      const loaded = { ...visitor, request: { ...visitor.request, unasked: true as const } };
      for (let guess = 0; guess < GUESSES + 1; guess++) {
        expect(await failureOf(openLink(loaded, { token: randomToken() }))).toMatchObject({
          code: "expired",
        });
      }
      expect(await failureOf(openLink(visitor, { token: randomToken() }))).toMatchObject({ code: "expired" });
    });
  });

  describe("a finished link is closed", () => {
    const DOORS: Record<string, (context: Context<Visitor>, token: string) => Promise<unknown>> = {
      opening: (context, token) => countOpening(context, { token }),
      confirming: (context, token) => confirmPerson(context, { token }),
      starting: (context, token) => startItem(context, { token, item: 0, window: "popup" }),
      cancelling: (context, token) => cancelItem(context, { token, item: 0 }),
      "sending a key": (context, token) => keyItem(context, { token, item: 0, key: "ATTACKERKEY" }),
    };

    async function finished(how: "consent" | "key") {
      const { first, token } = await sent(how === "key" ? "Brave Search" : "GitHub");
      const other = await links.person(token);
      const person = await links.person(token);
      if (how === "key") await keyItem(person, { token, item: 0, key: "a-key" });
      else {
        const state = await start(person, token);
        await links.consent(first);
        await comeBack(person, state);
        await openLink(person, { token });
      }
      return { first, token, person, other };
    }

    it.each(["consent", "key"] as const)(
      "by %s: to every browser and for everything, and only the one that connected may look back",
      async (how) => {
        const { token, person, other } = await finished(how);
        for (const [name, door] of Object.entries(DOORS)) {
          for (const context of [person, other, links.browser()]) {
            expect(await failureOf(door(context, token)), name).toMatchObject({ code: "expired" });
          }
        }
        expect(await openLink(person, { token })).toMatchObject({ items: [{ status: "connected" }] });
        for (const context of [other, links.browser(), links.browser(randomToken())]) {
          expect(await failureOf(openLink(context, { token }))).toMatchObject({ code: "expired" });
        }
      },
    );

    it("also where nobody has looked at it since its last account was connected", async () => {
      const { first, token } = await sent("GitHub");
      const [person, other] = [await links.person(token), await links.person(token)];
      const state = await start(person, token);
      await links.consent(first);
      await comeBack(person, state);
      expect(await failureOf(start(other, token))).toMatchObject({ code: "expired" });
    });

    it("and what others had begun with it comes to nothing", async () => {
      const { made, token } = await sent("GitHub", "Slack");
      const [person, other] = [await links.person(token), await links.person(token)];
      const states = [await start(person, token, 0), await start(other, token, 1)];
      for (const instance of made) await links.consent(instance);
      await comeBack(person, states[0] ?? "");
      await openLink(person, { token });
      const late = completeReturn(other, { state: states[1] ?? "", holders: [person.caller] });
      expect(await failureOf(late)).toMatchObject({ code: "not-found" });
      const live = await stage.db.select().from(connectAttempt).where(eq(connectAttempt.state, "waiting"));
      expect(live.filter(({ instanceId }) => made.some(({ id }) => id === instanceId))).toEqual([]);
    });
  });

  describe("what is under way by a link", () => {
    it("ends with its revocation", async () => {
      const { first, token, link } = await sent("GitHub");
      const person = await links.person(token);
      const state = await start(person, token);
      await revokeLink(stage.as("operator"), link);
      await links.consent(first);
      expect(await failureOf(comeBack(person, state))).toMatchObject({ code: "not-found" });
      expect((await readConnection(stage.as("viewer"), first)).attempt).toMatchObject({ state: "cancelled" });
    });

    it("does not outlive it", async () => {
      const { first, token, link } = await sent("GitHub");
      const person = await links.person(token);
      const soon = new Date(Date.now() + 60_000);
      await stage.db.update(connectLink).set({ expiresAt: soon }).where(eq(connectLink.id, link.id));
      await start(person, token);
      const [attempt] = await stage.db
        .select()
        .from(connectAttempt)
        .where(eq(connectAttempt.instanceId, first.id));
      expect(attempt?.expiresAt).toEqual(soon);
    });

    it("is ended by its own browser and by members, and by no other visitor", async () => {
      const { first, token } = await sent("GitHub");
      const [person, other] = [await links.person(token), await links.person(token)];
      const stateOf = async () => (await readConnection(stage.as("viewer"), first)).attempt?.state;

      await startConnect(stage.as("operator"), { instance: first.id, window: "popup", page: "create" });
      for (const visitor of [person, other]) await cancelItem(visitor, { token, item: 0 });
      expect(await stateOf()).toBe("waiting");
      expect(await stage.auditOf(first.id, "connect.cancel")).toEqual([]);

      await start(person, token);
      await cancelItem(other, { token, item: 0 });
      expect(await stateOf()).toBe("waiting");
      await cancelItem(person, { token, item: 0 });
      expect(await stateOf()).toBe("cancelled");

      await start(person, token);
      await cancelConnect(stage.as("operator"), first);
      expect(await stateOf()).toBe("cancelled");
    });
  });

  describe("rows by outsiders are bounded", () => {
    it("a link is taken up in so many browsers, however often it is confirmed, and at once", async () => {
      const { link, token } = await sent("GitHub");
      const known = await links.person(token);
      const confirmed = await Promise.allSettled(
        Array.from({ length: MOST_BROWSERS + 10 }, () => confirmPerson(links.browser(), { token })),
      );
      const refused = confirmed.filter(({ status }) => status === "rejected");
      expect(refused).toHaveLength(11);
      const mine = eq(connectLinkVisit.linkId, link.id);
      expect(await stage.db.$count(connectLinkVisit, mine)).toBe(MOST_BROWSERS);
      expect(await stage.auditOf(link.id, "link.confirm")).toHaveLength(MOST_BROWSERS);
      expect(await failureOf(confirmPerson(links.browser(), { token }))).toMatchObject({ code: "conflict" });
      expect(await confirmPerson(known, { token })).toMatchObject({ confirmed: true });
    });

    it("a network confirms so often in a minute", async () => {
      const { token } = await sent("GitHub");
      const [one] = [links.browser()];
      const { most } = LIMITS["link-confirm"];
      for (let index = 0; index < most; index += 1) await confirmPerson(one, { token });
      const stopped = await failureOf(confirmPerson(one, { token }));
      expect(stopped).toMatchObject({ code: "rate-limited" });
      expect(stopped.retryAfter).toBeGreaterThan(0);
      expect(await confirmPerson(links.browser(), { token })).toMatchObject({ confirmed: true });
    });

    it("a browser starts so often in a minute, and all of a link's together in ten", async () => {
      const { first, token } = await sent("GitHub");
      const person = await links.person(token);
      const { most } = LIMITS["link-start"];
      for (let index = 0; index < most; index += 1) await start(person, token);
      expect(await failureOf(start(person, token))).toMatchObject({ code: "rate-limited" });
      const all = LIMITS["link-starts"].most;
      let started: number = most;
      while (started < all) {
        const other = await links.person(token);
        for (let index = 0; index < most && started < all; index += 1, started += 1)
          await start(other, token);
      }
      expect(await failureOf(start(await links.person(token), token))).toMatchObject({
        code: "rate-limited",
      });
      const begun = eq(connectAttempt.instanceId, first.id);
      expect(await stage.db.$count(connectAttempt, begun)).toBe(all);
    });

    it("a link begins no more than its accounts can need, in all its time", async () => {
      const { first, link, token } = await sent("GitHub");
      const person = await links.person(token);
      const ended = Array.from({ length: 20 * LINK_ITEMS }, () => ({
        instanceId: first.id,
        linkId: link.id,
        holder: person.caller.id,
        nonceHash: randomUUID(),
        state: "cancelled" as const,
        window: "popup" as const,
        wasAuthenticated: false,
        expiresAt: new Date(),
      }));
      await stage.db.insert(connectAttempt).values(ended);
      await forgetCounts();
      expect(await failureOf(start(person, token))).toMatchObject({ code: "conflict" });
    });
  });
});
