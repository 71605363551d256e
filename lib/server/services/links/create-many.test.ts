import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LINK_HOURS, LINK_ITEMS, LINKS_AT_ONCE } from "@/lib/contracts/link";
import { hashToken } from "../../cipher";
import { instance } from "../../db/schema/instance";
import { connectLink } from "../../db/schema/link";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { record } from "../instances/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { createLinks } from "./create-many";

const expiresInHours = LINK_HOURS.usual;
const somebody = () => `user-${randomUUID()}`;

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  /** An instance on a platform of its own, so that one user may have several. */
  const put = (more: Parameters<typeof record>[1]) =>
    record(stage, { platformName: `platform-${randomUUID()}`, ...more });

  /** Instances of one user that wait for their account. */
  async function waiting(userId: string, count: number, more: Parameters<typeof record>[1] = {}) {
    const made: Awaited<ReturnType<typeof record>>[] = [];
    for (let index = 0; index < count; index += 1) {
      made.push(await put({ userId, status: "waiting", ...more }));
    }
    return made;
  }
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
  const linksOf = (...userIds: string[]) =>
    stage.db.select().from(connectLink).where(inArray(connectLink.userId, userIds));

  describe("no link is made", () => {
    it("by a viewer", async () => {
      const rows = await waiting(somebody(), 1);
      const asked = { instanceIds: ids(rows), expiresInHours };
      expect(await failureOf(createLinks(stage.as("viewer"), asked))).toMatchObject({ code: "forbidden" });
    });

    it("where nothing is chosen, or nothing that waits for an account", async () => {
      const userId = somebody();
      const rows = [
        await put({ userId, status: "connected" }),
        await put({ userId, status: "no-sign-in-needed" }),
        await put({ userId, status: "waiting", missingSince: new Date() }),
      ];
      for (const choice of [{}, { instanceIds: ids(rows) }, { filter: { userId } }]) {
        const error = await failureOf(createLinks(stage.as("operator"), { ...choice, expiresInHours }));
        expect(error).toMatchObject({ code: "invalid", effect: "nothing-changed" });
      }
      expect(await linksOf(userId)).toEqual([]);
    });

    it("where it would be more than are made at once; one fewer is made in whole", async () => {
      const platformName = `platform-${randomUUID()}`;
      const users = Array.from({ length: LINKS_AT_ONCE + 1 }, somebody);
      for (const userId of users) await waiting(userId, 1, { platformName });
      const asked = { filter: { platform: platformName }, expiresInHours };
      const error = await failureOf(createLinks(stage.as("operator"), asked));
      expect(error).toMatchObject({ code: "invalid", message: expect.stringContaining("At most 1000") });
      expect(await linksOf(...users)).toEqual([]);

      await stage.db.delete(instance).where(eq(instance.userId, users[0] ?? ""));
      const { links } = await createLinks(stage.as("operator"), asked);
      expect(links).toHaveLength(LINKS_AT_ONCE);
      const stored = new Map((await linksOf(...users)).map(({ id, tokenHash }) => [id, tokenHash]));
      expect(stored.size).toBe(LINKS_AT_ONCE);
      for (const { link, url } of links) {
        expect(stored.get(link.id)).toBe(hashToken(new URL(url).pathname.replace("/c/", "")));
      }
    });
  });

  it("gives each user a link for what waits of the chosen, and for nothing else", async () => {
    const [ana, ben] = [`a-${somebody()}`, `b-${somebody()}`];
    const [first, second, unchosen] = await waiting(ana, 3);
    const [revoked] = await waiting(ben, 1, { status: "revoked" });
    const connected = await put({ userId: ben, status: "connected" });
    if (!first || !second || !unchosen || !revoked) throw new Error("not recorded");

    const { links } = await createLinks(stage.as("operator"), {
      instanceIds: ids([revoked, first, connected, second]),
      expiresInHours,
    });
    expect(
      links.map(({ link }) => [link.person, link.userId, link.items.map((item) => item.instanceId).sort()]),
    ).toEqual([
      [ana, ana, ids([first, second]).sort()],
      [ben, ben, [revoked.id]],
    ]);
    for (const { link, url } of links) {
      const [stored] = await linksOf(link.userId);
      expect(stored?.tokenHash).toBe(hashToken(new URL(url).pathname.replace("/c/", "")));
      expect(await stage.auditOf(link.id, "link.create")).toHaveLength(1);
    }
  });

  it("gives each of the users who are named a link for all that waits of theirs", async () => {
    const [ana, bo, cy] = [somebody(), somebody(), somebody()];
    for (const userId of [ana, bo, cy]) await waiting(userId, 2);
    const { links } = await createLinks(stage.as("operator"), { userIds: [ana, bo], expiresInHours });
    expect(links.map(({ link }) => [link.userId, link.items.length])).toEqual(
      [ana, bo].sort().map((userId) => [userId, 2]),
    );
    expect(await linksOf(cy)).toEqual([]);
  });

  it("gives several to whoever has more than one holds, and finds them by a filter too", async () => {
    const userId = somebody();
    await waiting(userId, LINK_ITEMS + 1);
    const { links } = await createLinks(stage.as("operator"), { filter: { userId }, expiresInHours });
    expect(links.map(({ link }) => link.items.length)).toEqual([LINK_ITEMS, 1]);
    expect(new Set(links.map(({ url }) => url)).size).toBe(2);
  });
});
