import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InstanceFilterInput, searchInstancesQuerySchema } from "@/lib/contracts/instance-search";
import type { Role } from "@/lib/contracts/member";
import type { instance } from "../../db/schema/instance";
import { TEST_DATABASES } from "../../db/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { countInstances, searchInstances } from "./search";
import { record } from "./testing";

const HOUR = 60 * 60 * 1000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR);

/** By the name under which the tests speak of each. */
const ROWS: Record<string, Partial<typeof instance.$inferInsert>> = {
  ana: {
    userId: "ana@example.com",
    serverName: "GitHub",
    platformName: "Support desk",
    status: "connected",
    createdAt: hoursAgo(1),
    upstreamInstanceId: "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
  },
  elodie: {
    userId: "Élodie",
    serverName: "Gmail",
    status: "waiting",
    createdAt: hoursAgo(30),
    isReadOnly: true,
  },
  percent: {
    userId: "100%_sure\\maybe",
    serverName: "Slack",
    status: "revoked",
    createdAt: hoursAgo(8 * 24),
    connectionType: "SSE",
    missingSince: new Date(),
  },
  slash: {
    userId: "team/4 \u{1F469}\u200D\u{1F4BB} 漢字",
    serverName: "Google Calendar",
    status: "unknown",
    createdAt: hoursAgo(31 * 24),
    upstream: "us",
    createdBy: "member-administrator",
  },
  old: {
    userId: "1000 sure maybe",
    serverName: "Hacker News",
    platformName: "desk",
    status: "no-sign-in-needed",
    createdAt: hoursAgo(91 * 24),
    upstream: "eu",
  },
};

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  const names = new Map<string, string>();
  beforeAll(async () => {
    stage = await openTestConsole(open);
    for (const [index, [name, row]] of Object.entries(ROWS).entries()) {
      const [id, upstreamInstanceId] = ["f", "e"].map(
        (digit) => `${digit}000000${index}-0000-4000-8000-000000000000`,
      );
      await record(stage, { id, upstreamInstanceId, ...row });
      names.set(`${id}`, name);
    }
  });
  afterAll(() => stage.close());

  /** The names of those that match, as the browser asks for them; the list and the count must agree. */
  async function matching(filter: InstanceFilterInput): Promise<string[]> {
    const query = searchInstancesQuerySchema.parse(filter);
    const { instances } = await searchInstances(stage.as("viewer"), query);
    expect(await countInstances(stage.as("viewer"), query)).toEqual({ count: instances.length, more: false });
    return instances.map(({ id }) => names.get(id) ?? id);
  }

  it("finds by the upstream's id for those who may see it, and lets nobody else guess it", async () => {
    const found = async (role: Role, q: string) => {
      const query = searchInstancesQuerySchema.parse({ q });
      const { instances } = await searchInstances(stage.as(role), query);
      expect(await countInstances(stage.as(role), query)).toEqual({ count: instances.length, more: false });
      return instances.map(({ id }) => names.get(id) ?? id);
    };
    for (const q of ["3b7d-4bad", "9b", "e00000"]) {
      expect(await found("operator", q)).not.toEqual([]);
      expect(await found("viewer", q)).toEqual([]);
    }
    expect(await found("viewer", "f0000000-0000-4000")).toEqual([...names.values()].slice(0, 1));
  });

  it.each<[string, string[]]>([
    ["ana", ["ana"]],
    ["ANA@EXAMPLE", ["ana"]],
    ["github", ["ana"]],
    ["google cal", ["slash"]],
    ["support", ["ana"]],
    ["desk", ["ana", "old"]],
    ["GitHub ana@example.com Support desk", ["ana"]],
    ["Élodie", ["elodie"]],
    ["lodie", ["elodie"]],
    ["漢字", ["slash"]],
    ["\u{1F469}\u200D\u{1F4BB}", ["slash"]],
    ["team/4", ["slash"]],
    ["100%_", ["percent"]],
    ["100_", []],
    ["%", []],
    ["10%", []],
    ["100%", ["percent"]],
    ["0%_s", ["percent"]],
    ["sure\\", ["percent"]],
    ["sure\\maybe", ["percent"]],
    ["sure maybe", ["percent", "old"]],
    ["ana github", ["ana"]],
    ["desk example git", ["ana"]],
    ["maybe  \t 1000", ["old"]],
    ["an gi", ["ana"]],
    ["cal google", ["slash"]],
    ["ana slack", []],
    ["ana %", []],
    ["a b c d e f g h i j k l", []],
    [`${"s ".repeat(7)}sure maybe`, ["old"]],
    ["sure_maybe", []],
    ["' or 1=1 --", []],
    ["nobody has this", []],
    ["  ana  ", ["ana"]],
  ])("finds by the text %j", async (q, expected) => {
    expect(await matching({ q })).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ["an", ["ana"]],
    ["gi", ["ana"]],
    ["cal", ["slash"]],
    ["ca", ["slash"]],
    ["na", []],
    ["é", ["elodie"]],
    ["1", ["percent", "old"]],
    ["_", []],
    ["_s", []],
    ["\\", []],
  ])("takes the short text %j for the beginning of a word", async (q, expected) => {
    const found = await matching({ q });
    // Where the database folds ASCII alone, a capital that is not ASCII is found as it is written.
    if (q === "é" && found.length === 0) expect(await matching({ q: "É" })).toEqual(expected);
    else expect(found).toEqual(expected);
  });

  it("finds by the record's own id", async () => {
    expect(await matching({ q: "F0000001-0000-4000-8000-000000000000" })).toEqual(["elodie"]);
    expect(await matching({ q: "f0000001-00" })).toEqual(["elodie"]);
  });

  it.each<[InstanceFilterInput, string[]]>([
    [{}, ["ana", "elodie", "percent", "slash", "old"]],
    [{ q: "" }, ["ana", "elodie", "percent", "slash", "old"]],
    [{ server: "GitHub" }, ["ana"]],
    [{ server: "GitHub,Hacker News" }, ["ana", "old"]],
    [{ status: "waiting" }, ["elodie"]],
    [{ status: "waiting,revoked,unknown" }, ["elodie", "percent", "slash"]],
    [{ userId: "ana@example.com" }, ["ana"]],
    [{ userId: "ana" }, []],
    [{ userId: "100%_sure\\maybe" }, ["percent"]],
    [{ userId: "team/4 \u{1F469}\u200D\u{1F4BB} 漢字" }, ["slash"]],
    [{ platform: "desk" }, ["old"]],
    [{ upstream: "us" }, ["slash"]],
    [{ upstream: "us,eu" }, ["slash", "old"]],
    [{ transport: "SSE" }, ["percent"]],
    [{ transport: "StreamableHttp" }, ["ana", "elodie", "slash", "old"]],
    [{ access: "read-only" }, ["elodie"]],
    [{ access: "read-write" }, ["ana", "percent", "slash", "old"]],
    [{ presence: "gone" }, ["percent"]],
    [{ presence: "there" }, ["ana", "elodie", "slash", "old"]],
    [{ creator: "member-administrator" }, ["slash"]],
    [{ age: "day" }, ["ana"]],
    [{ age: "week" }, ["ana", "elodie"]],
    [{ age: "month" }, ["ana", "elodie", "percent"]],
    [{ age: "quarter" }, ["ana", "elodie", "percent", "slash"]],
    [{ age: "older" }, ["old"]],
    [{ q: "desk", status: "connected" }, ["ana"]],
    [{ q: "desk", status: "waiting" }, []],
    [{ access: "read-write", age: "month", status: "connected,revoked" }, ["ana", "percent"]],
  ])("filters by %j", async (filter, expected) => {
    expect(await matching(filter)).toEqual(expected);
  });

  it.each<Record<string, string>>([
    { q: "a\0b" },
    { userId: "a\0" },
    { platform: "\0" },
    { creator: "\0" },
    { server: "\u200b" },
    { status: "asleep" },
    { upstream: "moon" },
    { transport: "Carrier" },
    { access: "none" },
    { presence: "elsewhere" },
    { age: "century" },
    { q: "x".repeat(201) },
    { limit: "0" },
    { limit: "101" },
    { sort: "serverUrl" },
  ])("is refused %j before the database hears of it", (query) => {
    expect(searchInstancesQuerySchema.safeParse(query).success).toBe(false);
  });
});
