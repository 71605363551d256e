import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLinkRequestSchema, LINK_HOURS, LINK_ITEMS, linkSchema } from "@/lib/contracts/link";
import { hashToken } from "../../cipher";
import { connectLink, connectLinkItem } from "../../db/schema/link";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { APP_URL, everyRow, openTestConsole, type TestConsole } from "../testing";
import { createLink } from "./create";
import { linksOn } from "./testing";

const HOUR = 60 * 60 * 1000;

describe("what asks for a link is refused", () => {
  const valid = { instanceIds: [randomUUID()], person: "Ana" };

  it.each<[string, object, string]>([
    ["without servers", { instanceIds: [] }, "instanceIds"],
    [
      "with more servers than fit",
      { instanceIds: Array.from({ length: LINK_ITEMS + 1 }, () => randomUUID()) },
      "instanceIds",
    ],
    ["with something that is no id", { instanceIds: ["1 or 1=1"] }, "instanceIds"],
    ["without a name for the person", { person: "  " }, "person"],
    ["for less than an hour", { expiresInHours: 0 }, "expiresInHours"],
    ["for more than 30 days", { expiresInHours: LINK_HOURS.most + 1 }, "expiresInHours"],
    ["for a part of an hour", { expiresInHours: 1.5 }, "expiresInHours"],
    ["for no number of hours", { expiresInHours: Number.NaN }, "expiresInHours"],
  ])("%s", (_, wrong, field) => {
    const { error } = createLinkRequestSchema.safeParse({ ...valid, ...wrong });
    expect(error?.issues[0]?.path[0]).toBe(field);
  });

  it("and taken with what it leaves out filled in", () => {
    expect(createLinkRequestSchema.parse(valid)).toEqual({ ...valid, expiresInHours: LINK_HOURS.usual });
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

  const ask = (instanceIds: string[]) => ({ instanceIds, person: "Ana", expiresInHours: 1 });
  const linksOf = (userId: string) =>
    stage.db.select().from(connectLink).where(eq(connectLink.userId, userId));

  describe("no link is made", () => {
    it("by a viewer, for instances that are there as for some that are not", async () => {
      const [made] = await links.create("GitHub");
      for (const id of [made?.id ?? "", randomUUID()]) {
        const error = await failureOf(createLink(stage.as("viewer"), ask([id])));
        expect(error).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
      }
      expect(await linksOf(made?.userId ?? "")).toEqual([]);
    });

    it("for an instance that does not exist, though the others do", async () => {
      const [made] = await links.create("GitHub");
      const error = await failureOf(createLink(stage.as("operator"), ask([made?.id ?? "", randomUUID()])));
      expect(error).toMatchObject({ code: "not-found", effect: "nothing-changed" });
      expect(await linksOf(made?.userId ?? "")).toEqual([]);
    });

    it("for instances of two users", async () => {
      const [one] = await links.create("GitHub");
      const [other] = await links.create("Slack");
      const error = await failureOf(createLink(stage.as("operator"), ask([one?.id ?? "", other?.id ?? ""])));
      expect(error).toMatchObject({ code: "invalid", effect: "nothing-changed" });
      expect(error.fields).toHaveProperty("instanceIds");
      expect(await linksOf(one?.userId ?? "")).toEqual([]);
    });
  });

  it("keeps the link as a hash alone: the link itself is in no row and in no line of the log", async () => {
    const { link, token } = await links.send(await links.create("GitHub"));
    expect(token).toMatch(/^[\w-]{43}$/);
    const [row] = await stage.db.select().from(connectLink).where(eq(connectLink.id, link.id));
    expect(row?.tokenHash).toBe(hashToken(token));
    expect(await everyRow(stage.db)).not.toContain(token);
    expect(stage.lines.join("")).not.toContain(token);
  });

  it("answers a link of the console's own origin, and a record without it", async () => {
    const { link, url, token } = await links.send(await links.create("GitHub"));
    expect(url).toBe(`${APP_URL}/c/${token}`);
    expect(linkSchema.parse(link)).toEqual(link);
    expect(JSON.stringify(link)).not.toContain(token);
    expect(link).toMatchObject({
      person: "Ana",
      state: "not-opened",
      openings: 0,
      createdBy: "Some operator",
    });
  });

  it("makes another link each time", async () => {
    const made = await links.create("GitHub");
    const first = await links.send(made);
    expect((await links.send(made)).token).not.toBe(first.token);
  });

  it.each([1, 24, LINK_HOURS.usual, LINK_HOURS.most])("lets it live for %d hours", async (hours) => {
    const before = Date.now();
    const { link } = await links.send(await links.create("GitHub"), hours);
    const lifetime = Date.parse(link.expiresAt) - before;
    expect(lifetime).toBeGreaterThanOrEqual(hours * HOUR);
    expect(lifetime).toBeLessThan(hours * HOUR + 60_000);
  });

  it("keeps the order of the servers, and each once", async () => {
    const [github, slack] = await links.create("GitHub", "Slack");
    const ids = [slack?.id ?? "", github?.id ?? "", slack?.id ?? ""];
    const { link } = await createLink(stage.as("operator"), ask(ids));
    expect(link.items.map(({ serverName }) => serverName)).toEqual(["Slack", "GitHub"]);
    const items = await stage.db.select().from(connectLinkItem).where(eq(connectLinkItem.linkId, link.id));
    expect(items.map(({ position }) => position).sort()).toEqual([0, 1]);
  });

  it("audits who made it for whom and for what, without the link", async () => {
    const made = await links.create("GitHub", "Slack");
    const { link, token } = await links.send(made);
    const events = await stage.auditOf(link.id);
    expect(events).toMatchObject([
      {
        action: "link.create",
        actorId: "member-operator",
        outcome: "succeeded",
        details: { person: "Ana", userId: made[0]?.userId, instances: made.map(({ id }) => id) },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain(token);
  });
});
