import { and, asc, count, eq, gt, inArray, like, lte, max, type SQL } from "drizzle-orm";
import type { InstanceStatus } from "@/lib/contracts/status";
import type { ListUsersQuery, UserSummary } from "@/lib/contracts/user";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { verb } from "../../verb";
import { countUpTo } from "../instances/capped";
import { pattern, wordsOf } from "../instances/filter";

/** So many instances are looked at by one query, however many there are. */
const FEW = 2_000;

/** Everyone who has anything, by id, a page at a time. The index on users yields them in order, without a look at all. */
export const listUsers = verb("user.list", async ({ db }, { q, after, limit }: ListUsersQuery) => {
  const found = and(...wordsOf(q ?? "").map(named));
  const many = found && (await countUpTo(db, FEW, found)).more;
  const rows = many
    ? await lookThrough(db, found, after, limit + 1)
    : await summarize(
        db,
        and(found, after === undefined ? undefined : gt(instance.userId, after)),
        limit + 1,
      );
  const page = rows.slice(0, limit);
  return {
    users: await withStates(db, page),
    next: rows.length > limit ? (page.at(-1)?.userId ?? null) : null,
  };
});

function summarize(db: Context["db"], condition: SQL | undefined, limit: number): Promise<Row[]> {
  return db
    .select(SUMMARY)
    .from(instance)
    .where(condition)
    .groupBy(instance.userId)
    .orderBy(asc(instance.userId))
    .limit(limit);
}

/** The same for what many have: they are soon found by going through the users, and not by looking at all first. */
async function lookThrough(
  db: Context["db"],
  found: SQL,
  after: string | undefined,
  limit: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  let before = after;
  for (;;) {
    const later = before === undefined ? undefined : gt(instance.userId, before);
    const [last] = await db
      .select({ userId: instance.userId })
      .from(instance)
      .where(later)
      .orderBy(asc(instance.userId))
      .offset(FEW - 1)
      .limit(1);
    const part = and(found, later, last && lte(instance.userId, last.userId));
    rows.push(...(await summarize(db, part, limit - rows.length)));
    if (!last || rows.length >= limit) return rows;
    before = last.userId;
  }
}

/** The text of the search has an index and holds the user's id, among others. */
function named(word: string): SQL | undefined {
  const contains = pattern("%", word, "%");
  return and(like(instance.foldedText, contains), like(instance.foldedUser, contains));
}

const SUMMARY = { userId: instance.userId, total: count(), lastChangeAt: max(instance.updatedAt) };
type Row = { userId: string; total: number; lastChangeAt: Date | null };

/** One person's summary; undefined where nothing is theirs. */
export async function summarizeUser(db: Context["db"], userId: string): Promise<UserSummary | undefined> {
  const rows = await db
    .select(SUMMARY)
    .from(instance)
    .where(eq(instance.userId, userId))
    .groupBy(instance.userId);
  return (await withStates(db, rows))[0];
}

async function withStates(db: Context["db"], rows: Row[]): Promise<UserSummary[]> {
  if (rows.length === 0) return [];
  const states = await db
    .select({ userId: instance.userId, status: instance.status, count: count() })
    .from(instance)
    .where(
      inArray(
        instance.userId,
        rows.map(({ userId }) => userId),
      ),
    )
    .groupBy(instance.userId, instance.status);
  return rows.map(({ userId, total, lastChangeAt }) => {
    const byStatus: Partial<Record<InstanceStatus, number>> = {};
    for (const state of states) if (state.userId === userId) byStatus[state.status] = state.count;
    return { userId, total, byStatus, lastChangeAt: (lastChangeAt ?? new Date(0)).toISOString() };
  });
}
