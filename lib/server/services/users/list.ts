import { and, asc, count, desc, eq, gt, inArray, like, lte, max, type SQL, sql } from "drizzle-orm";
import { COUNTED } from "@/lib/contracts/instance-search";
import { INSTANCE_STANDINGS, type InstanceStanding } from "@/lib/contracts/terms/status";
import { type ListUsersQuery, type UserSummary, userStandingsSchema } from "@/lib/contracts/user";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { verb } from "../../verb";
import { countUpTo } from "../instances/capped";
import { pattern, wordsOf } from "../instances/filter";
import { STANDING } from "../instances/standing";
import { oneAtATime } from "../one-at-a-time";

/** So many instances are looked at by one query, however many there are. */
const FEW = 2_000;
const PAGE = 50;

/** Everyone who has anything, a page at a time: by id where nothing else is asked for. */
export const listUsers = verb("user.list", async (context, query: Partial<ListUsersQuery>) => {
  const { sort = "user", standing, direction, limit = PAGE } = query;
  const plain = sort === "user" && direction !== "descending" && standing === undefined;
  const { db } = context;
  const rows = plain
    ? await byId(db, query, limit + 1)
    : await oneAtATime(context, () => inOrder(db, query, limit + 1));
  const page = rows.slice(0, limit);
  return {
    users: await withStates(db, page),
    next: rows.length > limit ? (page.at(-1)?.userId ?? null) : null,
  };
});

/** The index on users yields them in order, without a look at all. */
async function byId(db: Context["db"], { q, after }: Partial<ListUsersQuery>, limit: number): Promise<Row[]> {
  const found = and(...wordsOf(q ?? "").map(named));
  const many = found && (await countUpTo(db, FEW, found)).more;
  if (many) return lookThrough(db, found, after, limit);
  return summarize(db, and(found, after === undefined ? undefined : gt(instance.userId, after)), limit);
}

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

/** What each order goes by before the id, which makes it total. */
const ORDERS = { user: sql`max(1)`, instances: sql`count(*)`, changed: sql`max(updated_at)` } as const;

/** In any order and narrowed by what they have: this looks at all of them, so it is done one at a time. */
function inOrder(
  db: Context["db"],
  { q, standing, sort = "user", after, ...query }: Partial<ListUsersQuery>,
  limit: number,
): Promise<Row[]> {
  const direction = query.direction ?? (sort === "user" ? "ascending" : "descending");
  const order = direction === "ascending" ? asc : desc;
  // Where the page before ended: what that user has at this moment.
  const place = sql`((select ${ORDERS[sort]} from instance as last where last.user_id = ${after}), ${after})`;
  const own = sql`(${ORDERS[sort]}, ${instance.userId})`;
  const beyond = direction === "ascending" ? sql`${own} > ${place}` : sql`${own} < ${place}`;
  return db
    .select(SUMMARY)
    .from(instance)
    .where(and(...wordsOf(q ?? "").map(named), standing && inArray(instance.userId, usersOf(db, standing))))
    .groupBy(instance.userId)
    .having(after === undefined ? undefined : beyond)
    .orderBy(order(ORDERS[sort]), order(instance.userId))
    .limit(limit);
}

function usersOf(db: Context["db"], standing: InstanceStanding) {
  return db.select({ userId: instance.userId }).from(instance).where(eq(STANDING, standing));
}

/** How many users have an instance of each standing, of those whom the search finds, as far as they are counted. */
export const countUsers = verb("user.list", (context, { q }: Pick<ListUsersQuery, "q">) => {
  const { db } = context;
  const found = and(...wordsOf(q ?? "").map(named));
  return oneAtATime(context, async () => {
    const looked = db
      .select({ userId: instance.userId, standing: STANDING.as("standing") })
      .from(instance)
      .where(found)
      .limit(COUNTED)
      .as("looked");
    const users = sql<number>`count(distinct ${looked.userId})`.mapWith(Number);
    const rows = await db.select({ standing: looked.standing, users }).from(looked).groupBy(looked.standing);
    const [all] = await db.select({ users }).from(looked);
    const { more } = await countUpTo(db, COUNTED, found);
    const counted = (standing: InstanceStanding) => rows.find((row) => row.standing === standing)?.users ?? 0;
    const counts = Object.fromEntries(INSTANCE_STANDINGS.map((standing) => [standing, counted(standing)]));
    return userStandingsSchema.parse({ counts: { ...counts, all: all?.users ?? 0 }, more });
  });
});

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
    .select({ userId: instance.userId, status: STANDING, count: count() })
    .from(instance)
    .where(
      inArray(
        instance.userId,
        rows.map(({ userId }) => userId),
      ),
    )
    .groupBy(instance.userId, STANDING);
  return rows.map(({ userId, total, lastChangeAt }) => {
    const byStatus: Partial<Record<InstanceStanding, number>> = {};
    for (const state of states) if (state.userId === userId) byStatus[state.status] = state.count;
    return { userId, total, byStatus, lastChangeAt: (lastChangeAt ?? new Date(0)).toISOString() };
  });
}
