import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { listUsersQuerySchema, userQuerySchema } from "@/lib/contracts/user";
import { instance } from "../../db/schema/instance";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { record } from "../instances/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { countUsers, listUsers } from "./list";
import { readUser } from "./read";

const ODD_IDS = [
  "a/b",
  "../c",
  "100%",
  "%2F",
  "under_score",
  "back\\slash",
  "Élodie",
  "漢字 \u{1F469}\u200D\u{1F4BB}",
  " spaced ",
  "?userId=x&y",
  "'; drop table instance; --",
];

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterEach(() => stage.db.delete(instance));
  afterAll(() => stage.close());

  const list = (query: Record<string, string> = {}) =>
    listUsers(stage.as("viewer"), listUsersQuerySchema.parse(query));
  const idsOf = async (query?: Record<string, string>) =>
    (await list(query)).users.map(({ userId }) => userId);

  it("refuses what the database could not compare with", () => {
    for (const query of [{ q: "\0" }, { after: "a\0" }, { limit: "101" }]) {
      expect(listUsersQuerySchema.safeParse(query).success).toBe(false);
    }
    for (const userId of ["", "\0"]) expect(userQuerySchema.safeParse({ userId }).success).toBe(false);
  });

  it("finds nobody who has nothing", async () => {
    expect(await list()).toEqual({ users: [], next: null });
    await record(stage, { userId: "ana" });
    for (const userId of ["an", "ANA", "%", "ana "]) {
      expect(await failureOf(readUser(stage.as("viewer"), { userId }))).toMatchObject({ code: "not-found" });
    }
  });

  it("is sorted by what is asked for, page after page, and narrowed by what they have", async () => {
    const day = (number: number) => new Date(Date.UTC(2030, 0, number));
    for (let index = 0; index < 9; index += 1) {
      const userId = `user-${index}`;
      for (let count = 0; count <= index % 3; count += 1) {
        await record(stage, {
          userId,
          platformName: `${count}`,
          status: "waiting",
          updatedAt: day(index + 1),
        });
      }
    }
    await record(stage, { userId: "gone", status: "unknown", missingSince: day(1), updatedAt: day(20) });
    for (const sort of ["user", "instances", "changed"] as const) {
      for (const direction of ["ascending", "descending"] as const) {
        const whole = await listUsers(stage.as("viewer"), { sort, direction });
        const paged: string[] = [];
        let after: string | undefined;
        do {
          const page = await listUsers(stage.as("viewer"), { sort, direction, limit: 3, after });
          paged.push(...page.users.map(({ userId }) => userId));
          after = page.next ?? undefined;
        } while (after !== undefined);
        expect(paged).toEqual(whole.users.map(({ userId }) => userId));
        expect(new Set(paged).size).toBe(10);
      }
    }
    expect((await idsOf({ sort: "instances" })).slice(0, 3).sort()).toEqual(["user-2", "user-5", "user-8"]);
    expect((await idsOf({ sort: "changed" })).slice(0, 2)).toEqual(["gone", "user-8"]);
    expect(await idsOf({ standing: "gone" })).toEqual(["gone"]);
    expect(await idsOf({ standing: "connected" })).toEqual([]);
    const { counts } = await countUsers(stage.as("viewer"), {});
    expect(counts).toMatchObject({ all: 10, waiting: 9, gone: 1, connected: 0, unknown: 0 });
    expect((await countUsers(stage.as("viewer"), { q: "user-1" })).counts.all).toBe(1);
  });

  it("counts what each has, by state, with the last change", async () => {
    const day = (number: number) => new Date(Date.UTC(2030, 0, number));
    const ana = { userId: "ana" };
    await record(stage, { ...ana, platformName: "1", status: "connected", updatedAt: day(3) });
    await record(stage, { ...ana, platformName: "2", status: "connected", updatedAt: day(9) });
    await record(stage, { ...ana, platformName: "3", status: "revoked", updatedAt: day(5) });
    await record(stage, { userId: "ben", status: "waiting", updatedAt: day(1) });
    expect(await list()).toEqual({
      users: [
        {
          userId: "ana",
          total: 3,
          byStatus: { connected: 2, revoked: 1 },
          lastChangeAt: "2030-01-09T00:00:00.000Z",
        },
        { userId: "ben", total: 1, byStatus: { waiting: 1 }, lastChangeAt: "2030-01-01T00:00:00.000Z" },
      ],
      next: null,
    });
  });

  it("pages through everyone once, whatever comes in between", async () => {
    for (let index = 0; index < 23; index += 1) {
      const userId = `user-${String(index).padStart(2, "0")}`;
      for (const platformName of ["1", "2"]) await record(stage, { userId, platformName });
    }
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const answer = await list({ limit: "5", ...(next !== null && { after: next }) });
      seen.push(...answer.users.map(({ userId }) => userId));
      next = answer.next;
      if (seen.length === 5) for (const userId of ["user-00a", "aaa"]) await record(stage, { userId });
    } while (next !== null);
    expect(seen).toEqual(Array.from({ length: 23 }, (_, index) => `user-${String(index).padStart(2, "0")}`));
    expect(await idsOf({ limit: "100" })).toHaveLength(25);
  });

  it("searches in ids alone, and takes the text as it stands", async () => {
    await record(stage, { userId: "Ana@example.com", serverName: "GitHub", platformName: "desk" });
    await record(stage, { userId: "100%_sure" });
    await record(stage, { userId: "1000 sure" });
    expect(await idsOf({ q: "ana" })).toEqual(["Ana@example.com"]);
    expect(await idsOf({ q: "EXAMPLE" })).toEqual(["Ana@example.com"]);
    expect(await idsOf({ q: "an" })).toEqual(["Ana@example.com"]);
    expect(await idsOf({ q: "sure" })).toEqual(["100%_sure", "1000 sure"]);
    expect(await idsOf({ q: "sure 1000" })).toEqual(["1000 sure"]);
    expect(await idsOf({ q: "%_" })).toEqual(["100%_sure"]);
    for (const q of ["github", "desk", "0%0", "___", "\\"]) expect(await idsOf({ q }), q).toEqual([]);
  });

  it("takes ids of any characters", async () => {
    for (const userId of ODD_IDS) await record(stage, { userId });
    expect((await idsOf()).sort()).toEqual([...ODD_IDS].sort());
    for (const userId of ODD_IDS) {
      const found = await readUser(stage.as("viewer"), userQuerySchema.parse({ userId }));
      expect(found).toMatchObject({ user: { userId, total: 1 }, instances: [{ userId }] });
      expect(await idsOf({ q: userId }), userId).toEqual([userId]);
      const after = await idsOf({ after: userId });
      expect(after).not.toContain(userId);
    }
  });

  it("shows one person's instances, the newest first, without their URLs", async () => {
    const first = await record(stage, {
      userId: "ana",
      platformName: "1",
      createdAt: new Date(Date.UTC(2030, 0, 1)),
    });
    const second = await record(stage, {
      userId: "ana",
      platformName: "2",
      createdAt: new Date(Date.UTC(2030, 0, 2)),
    });
    await record(stage, { userId: "ben" });
    const { instances, usage } = await readUser(stage.as("viewer"), { userId: "ana" });
    expect(usage).toEqual({});
    expect(instances.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(JSON.stringify(instances)).not.toMatch(/a-key|serverUrl/);
  });
});
