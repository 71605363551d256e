import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { INSTANCE_SORTS, searchInstancesQuerySchema } from "@/lib/contracts/instance-search";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { INSTANCE_STATUSES } from "@/lib/contracts/terms/status";
import { instance } from "../../db/schema/instance";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { searchInstances } from "./search";
import { record } from "./testing";

const DIRECTIONS = ["ascending", "descending"] as const;
const WAYS = INSTANCE_SORTS.flatMap((sort) => DIRECTIONS.map((direction) => ({ sort, direction })));
const START = Date.UTC(2030, 0, 1);

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterEach(() => stage.db.delete(instance));
  afterAll(() => stage.close());

  const page = (query: Record<string, unknown>) =>
    searchInstances(stage.as("viewer"), searchInstancesQuerySchema.parse(query));

  /** Many share a value of every sort, and pairs of them a moment. */
  async function fill(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const { id } = await record(stage, {
        userId: `user-${index % 4}`,
        platformName: `platform-${index}`,
        serverName: SERVER_NAMES[index % 3] ?? "GitHub",
        status: INSTANCE_STATUSES[index % 3] ?? "waiting",
        createdAt: new Date(START + Math.floor(index / 2)),
      });
      ids.push(id);
    }
    return ids;
  }

  describe("a cursor that is none of ours is refused:", () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const id = randomUUID();
    it.each<[string, string]>([
      ["an empty place", encode([])],
      ["no base64", "%%%"],
      ["no JSON", Buffer.from("{").toString("base64url")],
      ["no id", encode(["created", "2030-01-01T00:00:00.000Z", "7"])],
      ["no time", encode(["created", "soon", id])],
      ["a time that no calendar has", encode(["created", "2030-02-31T00:00:00.000Z", id])],
      ["another sort's", encode(["user", "ana", id])],
      ["a statement", encode(["created", "now'::timestamptz); drop table instance; --", id])],
    ])("%s", async (_, after) => {
      const error = await failureOf(page({ after }));
      expect(error).toMatchObject({ code: "invalid", message: expect.stringContaining("Start again") });
    });

    it("and in no other sort is a cursor of one taken", async () => {
      await fill(4);
      for (const { sort } of WAYS) {
        const { next } = await page({ sort, limit: 1 });
        for (const other of INSTANCE_SORTS) {
          const call = page({ sort: other, limit: 1, after: next });
          if (other === sort) expect((await call).instances).toHaveLength(1);
          else expect(await failureOf(call)).toMatchObject({ code: "invalid" });
        }
      }
      for (const [sort, value] of [
        ["user", "a\0"],
        ["server", "\0"],
        ["status", "\0"],
      ]) {
        const after = encode([sort, value, id]);
        expect(await failureOf(page({ sort, after }))).toMatchObject({ code: "invalid" });
      }
    });
  });

  it.each(WAYS)("by $sort, $direction, pages yield every row once, in order", async ({ sort, direction }) => {
    const ids = await fill(23);
    const column = { created: "created_at", server: "server_name", user: "user_id", status: "status" }[sort];
    const way = direction === "ascending" ? "asc" : "desc";
    const ordered = await stage.db
      .select({ id: instance.id })
      .from(instance)
      .orderBy(sql.raw(`${column} ${way}, id ${way}`));
    for (const limit of [1, 5, 22, 23, 24]) {
      const seen: string[] = [];
      let after: string | null | undefined;
      do {
        const { instances, next } = await page({ sort, direction, limit, ...(after && { after }) });
        expect(instances.length).toBeLessThanOrEqual(limit);
        seen.push(...instances.map((found) => found.id));
        after = next;
      } while (after);
      expect(seen).toEqual(ordered.map(({ id }) => id));
      expect(new Set(seen)).toEqual(new Set(ids));
    }
  });

  it.each(WAYS)("by $sort, $direction, rows that come and go between pages shift nothing", async (way) => {
    const ids = await fill(20);
    const query = { ...way, limit: 4 };
    const seen: string[] = [];
    let { instances, next } = await page(query);
    for (let round = 0; ; round += 1) {
      seen.push(...instances.map((found) => found.id));
      if (!next) break;
      const last = instances.at(-1);
      // One right before and one right after the place, by each sort, and one that goes although the page ended with it.
      for (const createdAt of round < 3
        ? [new Date(START - 1 - round), new Date(START + 60_000 + round)]
        : []) {
        const platformName = `added-${round}-${createdAt.getTime()}`;
        await record(stage, { createdAt, platformName, userId: "user-0", serverName: "Affinity" });
        await record(stage, { createdAt, platformName, userId: "user-9", status: "unknown" });
      }
      if (round === 1 && last) await stage.db.delete(instance).where(eq(instance.id, last.id));
      ({ instances, next } = await page({ ...query, after: next }));
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => ids.includes(id)).sort()).toEqual([...ids].sort());
  });

  it("keeps a filter through the pages", async () => {
    await fill(20);
    const query = { status: "waiting", userId: "user-1", limit: 1 };
    const first = await page(query);
    const second = await page({ ...query, after: first.next });
    expect(second.next).toBeNull();
    for (const { instances } of [first, second]) {
      expect(instances).toMatchObject([{ status: "waiting", userId: "user-1" }]);
    }
  });

  it("answers nothing where there is nothing, and shows no URL in full", async () => {
    expect(await page({})).toEqual({ instances: [], next: null });
    await record(stage);
    const listed = JSON.stringify(await page({}));
    expect(listed).toContain("https://console.example.com/••••••••••••");
    expect(listed).not.toMatch(/a-key|serverUrl|oauthUrl|searchText|v1\./);
  });
});
