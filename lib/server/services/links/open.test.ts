import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openedLinkSchema } from "@/lib/contracts/link";
import { LIMITS } from "../../auth/throttle";
import { hashToken, randomToken } from "../../cipher";
import type { Context, Visitor } from "../../context";
import { instance } from "../../db/schema/instance";
import { connectLink, connectLinkVisit } from "../../db/schema/link";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { everyRow, openTestConsole, type TestConsole } from "../testing";
import { confirmPerson } from "./confirm";
import { countOpening } from "./count";
import { cancelItem, keyItem, startItem } from "./item";
import { openLink } from "./open";
import { revokeLink } from "./revoke";
import { linksOn } from "./testing";

const GUESSES = LIMITS["link-guess"].most;

const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/i;

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  let links: ReturnType<typeof linksOn>;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    links = linksOn(stage);
  });
  afterAll(() => stage.close());

  /** Links that lead nowhere, each for a reason of its own. */
  const GONE: Record<string, () => Promise<string>> = {
    unknown: async () => randomToken(),
    expired: async () => {
      const { link, token } = await links.send(await links.create("GitHub"));
      await stage.db.update(connectLink).set({ expiresAt: new Date() }).where(eq(connectLink.id, link.id));
      return token;
    },
    revoked: async () => {
      const { link, token } = await links.send(await links.create("GitHub"));
      await revokeLink(stage.as("operator"), link);
      return token;
    },
    "used up": async () => {
      const made = await links.create("GitHub");
      const { token } = await links.send(made);
      const person = await links.person(token);
      for (const [item, instance] of made.entries()) await links.connect(person, token, item, instance);
      await openLink(person, { token });
      return token;
    },
    "connected by other means": async () => {
      const made = await links.create("GitHub");
      const { token } = await links.send(made);
      await stage.db
        .update(instance)
        .set({ status: "connected" })
        .where(eq(instance.id, made[0]?.id ?? ""));
      return token;
    },
  };

  /** All that a browser can ask of a link. */
  const DOORS: Record<string, (context: Context<Visitor>, token: string) => Promise<unknown>> = {
    opening: (context, token) => openLink(context, { token }),
    counting: (context, token) => countOpening(context, { token }),
    confirming: (context, token) => confirmPerson(context, { token }),
    connecting: (context, token) => startItem(context, { token, item: 0, window: "popup" }),
    cancelling: (context, token) => cancelItem(context, { token, item: 0 }),
    "sending a key": (context, token) => keyItem(context, { token, item: 0, key: "k" }),
  };

  it.each(Object.keys(GONE))(
    "a link that is %s answers as every other that leads nowhere",
    async (reason) => {
      const token = (await GONE[reason]?.()) ?? "";
      const error = await failureOf(openLink(links.browser(), { token }));
      const { code, message, fields, retryAfter, effect } = error;
      expect({ code, message, fields, retryAfter, effect }).toEqual({
        code: "expired",
        message: "This link does not work any more. Ask whoever sent it to you for a new one.",
        effect: "nothing-changed",
      });
    },
  );

  it.each(Object.keys(DOORS))(
    "%s is refused on an expired link, also where it was confirmed before",
    async (door) => {
      const { link, token } = await links.send(await links.create("GitHub"));
      const person = await links.person(token);
      await stage.db.update(connectLink).set({ expiresAt: new Date() }).where(eq(connectLink.id, link.id));
      for (const context of [person, links.browser()]) {
        expect(await failureOf(Promise.resolve(DOORS[door]?.(context, token)))).toMatchObject({
          code: "expired",
        });
      }
    },
  );

  it("a link that was one once is no guess, however often it is opened", async () => {
    const { token } = await links.send(await links.create("GitHub"));
    await stage.db
      .update(connectLink)
      .set({ expiresAt: new Date() })
      .where(eq(connectLink.tokenHash, hashToken(token)));
    const office = links.browser();
    for (let opening = 0; opening < GUESSES + 1; opening++) {
      expect(await failureOf(openLink(office, { token }))).toMatchObject({ code: "expired" });
    }
    const { token: another } = await links.send(await links.create("GitHub"));
    expect(await openLink(office, { token: another })).toMatchObject({ person: "Ana" });
  });

  it("what the person sees tells no id, no URL, and nothing of whom it is not for", async () => {
    const made = await links.create("GitHub", "Slack");
    const { link, token } = await links.send(made);
    const opened = openedLinkSchema.parse(await openLink(links.browser(), { token }));
    const text = JSON.stringify(opened);
    const hidden = [
      link.id,
      link.userId,
      token,
      "http",
      "embedded",
      ...made.flatMap(({ id, instanceId }) => [id, instanceId]),
    ];
    for (const secret of hidden) expect(text).not.toContain(secret);
    expect(opened).toEqual({
      organisation: "Your organisation",
      logoVersion: null,
      person: "Ana",
      confirmed: false,
      expiresAt: link.expiresAt,
      items: [
        { serverName: "GitHub", isReadOnly: false, signIn: "oauth", status: "waiting", attempt: null },
        { serverName: "Slack", isReadOnly: false, signIn: "oauth", status: "waiting", attempt: null },
      ],
    });
  });

  it("nor does an attempt under way, which is told from the next one all the same", async () => {
    const { token } = await links.send(await links.create("GitHub"));
    const person = await links.person(token);
    const told: (string | undefined)[] = [];
    for (const _ of ["the first", "the next"]) {
      await startItem(person, { token, item: 0, window: "popup" });
      const opened = await openLink(person, { token });
      expect(opened.items).toMatchObject([{ attempt: { state: "waiting" } }]);
      expect(JSON.stringify(opened)).not.toMatch(UUID);
      expect(await openLink(person, { token }), "the same each time").toMatchObject({ items: opened.items });
      told.push(opened.items[0]?.attempt?.id);
    }
    expect(new Set(told).size).toBe(2);
  });

  it("looking changes nothing: an opening is counted only when it is asked for", async () => {
    const { link, token } = await links.send(await links.create("GitHub"));
    await openLink(links.browser(), { token });
    const openings = async () => {
      const [row] = await stage.db.select().from(connectLink).where(eq(connectLink.id, link.id));
      return row?.openings;
    };
    expect(await openings()).toBe(0);
    await Promise.all([1, 2, 3].map(() => countOpening(links.browser(), { token })));
    expect(await openings()).toBe(3);
  });

  describe("saying that one is the person", () => {
    it("counts for that browser alone", async () => {
      const { token } = await links.send(await links.create("GitHub"));
      const person = await links.person(token);
      expect(await openLink(person, { token })).toMatchObject({ confirmed: true });
      for (const other of [links.browser(), links.browser(randomToken())]) {
        expect(await openLink(other, { token })).toMatchObject({ confirmed: false });
      }
    });

    it("counts for that link alone", async () => {
      const first = await links.send(await links.create("GitHub"));
      const second = await links.send(await links.create("GitHub"));
      const person = await links.person(first.token);
      expect(await openLink(person, { token: second.token })).toMatchObject({ confirmed: false });
    });

    it("is kept as a hash, and audited once however often it is said", async () => {
      const { link, token } = await links.send(await links.create("GitHub"));
      const { visitor } = await confirmPerson(links.browser(), { token });
      const again = await confirmPerson(links.browser(visitor), { token });
      expect(again.visitor).toBe(visitor);
      const visits = await stage.db
        .select()
        .from(connectLinkVisit)
        .where(eq(connectLinkVisit.linkId, link.id));
      expect(visits).toMatchObject([{ visitorHash: hashToken(visitor) }]);
      expect(await everyRow(stage.db)).not.toContain(visitor);
      expect(await stage.auditOf(link.id, "link.confirm")).toMatchObject([
        { outcome: "succeeded", details: { person: "Ana" } },
      ]);
    });
  });

  it("a finished link opens where it was used, and nowhere else", async () => {
    const made = await links.create("GitHub", "Slack");
    const { token } = await links.send(made);
    const person = await links.person(token);
    const [github, slack] = made;
    if (github) await links.connect(person, token, 0, github);
    expect((await openLink(links.browser(), { token })).items).toHaveLength(2);
    if (slack) await links.consent(slack);
    const seen = await openLink(person, { token });
    expect(seen.items.map(({ status }) => status)).toEqual(["connected", "connected"]);
    expect(await openLink(person, { token })).toEqual(seen);
    expect(await failureOf(openLink(links.browser(), { token }))).toMatchObject({ code: "expired" });
  });
});
