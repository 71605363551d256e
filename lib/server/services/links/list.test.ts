import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LinkState, listLinksQuerySchema } from "@/lib/contracts/link";
import type { InstanceStatus } from "@/lib/contracts/status";
import { instance } from "../../db/schema/instance";
import { connectLink } from "../../db/schema/link";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { countOpening } from "./count";
import { listLinks } from "./list";
import { openLink } from "./open";
import { revokeLink, revokeLinks } from "./revoke";
import { linkState } from "./serialize";
import { linksOn } from "./testing";

describe("how far a link has come", () => {
  const now = new Date("2030-01-01T00:00:00Z");
  const later = new Date("2030-01-02T00:00:00Z");
  const fresh = { revokedAt: null, expiresAt: later, openings: 0 };
  const items = (...statuses: InstanceStatus[]) =>
    statuses.map((status) => ({ instanceId: randomUUID(), serverName: "GitHub" as const, status }));

  it.each<[LinkState, object, InstanceStatus[]]>([
    ["not-opened", {}, ["waiting"]],
    // What was connected before anybody opened the link is not the link's doing.
    ["not-opened", {}, ["waiting", "connected"]],
    ["opened", { openings: 1 }, ["waiting"]],
    ["opened", { openings: 1 }, ["waiting", "no-sign-in-needed"]],
    ["partly-connected", { openings: 1 }, ["waiting", "connected"]],
    ["partly-connected", { openings: 1 }, ["needs-reauthorization", "connected"]],
    ["connected", { openings: 1 }, ["connected", "connected"]],
    ["connected", { openings: 1 }, ["connected", "no-sign-in-needed"]],
    ["revoked", { revokedAt: now }, ["connected"]],
    ["connected", { expiresAt: now }, ["connected"]],
    ["expired", { expiresAt: now, openings: 1 }, ["waiting", "connected"]],
    ["revoked", { revokedAt: now, openings: 1 }, ["waiting", "connected"]],
    ["revoked", { revokedAt: now, expiresAt: now }, ["waiting"]],
    ["emptied", {}, []],
    ["emptied", { openings: 1, expiresAt: now }, []],
    ["revoked", { revokedAt: now }, []],
  ])("is %s with %o and accounts %j", (state, more, statuses) => {
    expect(linkState({ ...fresh, ...more }, items(...statuses), now)).toBe(state);
  });
});

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  let links: ReturnType<typeof linksOn>;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    links = linksOn(stage);
  });
  afterAll(() => stage.close());

  const listed = async (userId: string) => (await listLinks(stage.as("viewer"), { userId })).links;

  describe("revoking", () => {
    it("is refused to a viewer, for links that are there as for some that are not", async () => {
      const { link, token } = await links.send(await links.create("GitHub"));
      for (const id of [link.id, randomUUID()]) {
        const error = await failureOf(revokeLink(stage.as("viewer"), { id }));
        expect(error).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
      }
      await openLink(links.browser(), { token });
    });

    it("of a link that does not exist is said so", async () => {
      const error = await failureOf(revokeLink(stage.as("operator"), { id: randomUUID() }));
      expect(error.code).toBe("not-found");
    });

    it("ends the link at once, also for whoever has it open, and is audited once", async () => {
      const { link, token } = await links.send(await links.create("GitHub"));
      const person = await links.person(token);
      const { link: revoked } = await revokeLink(stage.as("operator"), link);
      expect(revoked).toMatchObject({ id: link.id, state: "revoked" });
      expect(await failureOf(openLink(person, { token }))).toMatchObject({ code: "expired" });
      await revokeLink(stage.as("administrator"), link);
      expect(await stage.auditOf(link.id, "link.revoke")).toMatchObject([
        { actorId: "member-operator", outcome: "succeeded" },
      ]);
    });

    it("leaves connected what was connected", async () => {
      const made = await links.create("GitHub", "Slack");
      const { link, token } = await links.send(made);
      const person = await links.person(token);
      if (made[0]) await links.consent(made[0]);
      await openLink(person, { token });
      const { link: revoked } = await revokeLink(stage.as("operator"), link);
      expect(revoked.items.map(({ status }) => status)).toEqual(["connected", "waiting"]);
    });
  });

  it("is for viewers too, the latest first, each with its servers in their order", async () => {
    const [github, slack] = await links.create("GitHub", "Slack");
    if (!github || !slack) throw new Error("no instances");
    const older = await links.send([slack, github]);
    const newer = await links.send([github]);
    const found = await listed(github.userId);
    expect(found.map(({ id }) => id)).toEqual([newer.link.id, older.link.id]);
    expect(found[1]?.items.map(({ serverName }) => serverName)).toEqual(["Slack", "GitHub"]);
    expect(JSON.stringify(found)).not.toContain(newer.token);
    const all = (await listLinks(stage.as("viewer"), {})).links;
    expect(all.length).toBeGreaterThan(found.length);
  });

  describe("narrowed", () => {
    const HOUR = 60 * 60 * 1000;
    const query = (given: Record<string, unknown>) =>
      listLinks(stage.as("viewer"), listLinksQuerySchema.parse(given));

    it("refuses what the database could not compare with", () => {
      for (const given of [
        { q: "\0" },
        { userId: "\0" },
        { standing: "lost" },
        { after: "x" },
        { limit: "0" },
      ])
        expect(listLinksQuerySchema.safeParse(given).success).toBe(false);
    });

    it("by standing, agrees with what each link says of itself, and counts what it shows", async () => {
      const made = await links.create("GitHub", "Slack");
      const [github] = made;
      if (!github) throw new Error("no instances");
      const { userId } = github;
      const send = async (hours: number, more: object = {}) => {
        const { link } = await links.send(made, 100);
        const expiresAt = new Date(Date.now() + hours * HOUR);
        await stage.db
          .update(connectLink)
          .set({ expiresAt, ...more })
          .where(eq(connectLink.id, link.id));
        return link.id;
      };
      const open = await send(48);
      const expiring = await send(23, { openings: 1 });
      const expired = await send(-1);
      const revoked = await send(48, { revokedAt: new Date() });
      const shown = async (standing?: string) =>
        (await query({ userId, standing })).links.map(({ id, state }) => [id, state]);
      expect(await shown("open")).toEqual([
        [expiring, "opened"],
        [open, "not-opened"],
      ]);
      expect(await shown("expiring")).toEqual([[expiring, "opened"]]);
      expect(await shown("ended")).toEqual([
        [revoked, "revoked"],
        [expired, "expired"],
      ]);
      expect(await shown("connected")).toEqual([]);
      const { counts } = await query({ userId, standing: "open" });
      expect(counts).toEqual({ all: 4, open: 2, expiring: 1, connected: 0, ended: 2 });

      await stage.db.update(instance).set({ status: "connected" }).where(eq(instance.userId, userId));
      expect((await shown("connected")).map(([, state]) => state)).toEqual([
        "connected",
        "connected",
        "connected",
      ]);
      await stage.db.delete(instance).where(eq(instance.userId, userId));
      expect((await shown("ended")).map(([, state]) => state).sort()).toEqual([
        "emptied",
        "emptied",
        "emptied",
        "revoked",
      ]);
    });

    it("by words of person, user and server in any order, taken as they stand", async () => {
      const made = await links.create("GitHub", "Slack");
      const { link } = await links.send(made);
      const found = async (q: string) => (await query({ q })).links.map(({ id }) => id);
      expect(await found(`SLACK ana ${link.userId}`)).toEqual([link.id]);
      expect(await found(`${link.userId} notion`)).toEqual([]);
      for (const q of ["%%", "__", "\\"]) expect(await found(`${link.userId} ${q}`), q).toEqual([]);
    });

    it("pages through every link once, also those of one moment", async () => {
      const made = await links.create("GitHub");
      const { userId } = made[0] ?? { userId: "" };
      for (let index = 0; index < 5; index += 1) await links.send(made);
      await stage.db.update(connectLink).set({ createdAt: new Date() }).where(eq(connectLink.userId, userId));
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await query({ userId, limit: "2", after });
        seen.push(...page.links.map(({ id }) => id));
        after = page.next ?? undefined;
      } while (after);
      expect(new Set(seen).size).toBe(5);
      expect(seen).toHaveLength(5);
    });
  });

  it("revokes several, or none where one of them does not exist", async () => {
    const made = await links.create("GitHub");
    const sent = [await links.send(made), await links.send(made)].map(({ link }) => link.id);
    const operator = stage.as("operator");
    const wrong = revokeLinks(operator, { ids: [...sent, randomUUID()] });
    expect((await failureOf(wrong)).code).toBe("not-found");
    expect(await failureOf(revokeLinks(stage.as("viewer"), { ids: sent }))).toMatchObject({
      code: "forbidden",
    });
    const states = async () => (await listed(made[0]?.userId ?? "")).map(({ state }) => state);
    expect(await states()).toEqual(["not-opened", "not-opened"]);
    await revokeLinks(operator, { ids: sent });
    expect(await states()).toEqual(["revoked", "revoked"]);
  });

  it("tells nothing of another user's links", async () => {
    await links.send(await links.create("GitHub"));
    expect(await listed(`user-${randomUUID()}`)).toEqual([]);
  });

  it("follows a link from the making to the end", async () => {
    const made = await links.create("GitHub", "Slack");
    const [github, slack] = made;
    if (!github || !slack) throw new Error("no instances");
    const { link, token } = await links.send(made);
    const state = async () => (await listed(github.userId))[0]?.state;
    expect(await state()).toBe("not-opened");
    await countOpening(links.browser(), { token });
    expect(await state()).toBe("opened");
    const person = await links.person(token);
    await links.consent(github);
    await openLink(person, { token });
    expect(await state()).toBe("partly-connected");
    await stage.db.update(connectLink).set({ expiresAt: new Date() }).where(eq(connectLink.id, link.id));
    expect(await state()).toBe("expired");
    await stage.db
      .update(connectLink)
      .set({ expiresAt: new Date(Date.now() + 60_000) })
      .where(eq(connectLink.id, link.id));
    await links.connect(person, token, 1, slack);
    await openLink(person, { token });
    expect(await state()).toBe("connected");
  });
});
