import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LinkState } from "@/lib/contracts/link";
import type { InstanceStatus } from "@/lib/contracts/status";
import { connectLink } from "../../db/schema/link";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { countOpening } from "./count";
import { listLinks } from "./list";
import { openLink } from "./open";
import { revokeLink } from "./revoke";
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
