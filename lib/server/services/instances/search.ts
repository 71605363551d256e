import { and, asc, count, desc, getTableColumns, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { recordedIdSchema } from "@/lib/contracts/identifier";
import {
  COUNTED,
  type InstanceFilter,
  type InstanceSort,
  type SearchInstancesQuery,
  standingsAnswerSchema,
} from "@/lib/contracts/instance-search";
import { serverNameSchema } from "@/lib/contracts/server-name";
import { roleIncludes } from "@/lib/contracts/terms/role";
import { INSTANCE_STANDINGS, type InstanceStanding } from "@/lib/contracts/terms/status";
import { storable } from "@/lib/contracts/text";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { oneAtATime } from "../one-at-a-time";
import { countUpTo } from "./capped";
import { type InstanceChoice, instanceCondition } from "./filter";
import { type ShownRow, serializeInstance } from "./serialize";
import { STANDING } from "./standing";

/** What each sort orders by; the id follows, so that the order is total. Each has an index. */
const COLUMNS = {
  created: instance.createdAt,
  server: instance.serverName,
  user: instance.userId,
  status: instance.status,
} as const;

// Half of a row is what nobody sees here.
const {
  serverUrl: _url,
  oauthUrl: _oauth,
  searchText: _text,
  foldedText: _folded,
  ...SHOWN
} = getTableColumns(instance);

type Search = SearchInstancesQuery & InstanceChoice;

/** The instances that match, a page at a time, by the place where the page before ended (keyset pagination). */
export const searchInstances = verb("instance.list", async (context, query: Search) => {
  const rows = await selectPage(context, query);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    instances: page.map((row) => serializeInstance(row, context)),
    next: rows.length > query.limit && last ? writePlace(query.sort, last) : null,
  };
});

/** The query for a page and the row after it. */
export function selectPage(
  { db, caller }: Pick<Context, "db" | "caller">,
  { sort, direction, limit, after, ...filter }: Search,
) {
  const order = direction === "ascending" ? asc : desc;
  return db
    .select(SHOWN)
    .from(instance)
    .where(
      and(
        instanceCondition(filter, caller),
        after ? beyond(sort, direction, readPlace(sort, after)) : undefined,
      ),
    )
    .orderBy(order(COLUMNS[sort]), order(instance.id))
    .limit(limit + 1);
}

/** Nobody has more. */
const ALL = 10_000_000;

type Counting = InstanceFilter & { exact?: "true" | undefined };

/** How many match, as far as they are counted. All are counted for those who may change them, where they ask for it. */
export const countInstances = verb("instance.list", (context, { exact, ...filter }: Counting) => {
  const { db, caller } = context;
  const most = exact && roleIncludes(caller.role, "operator") ? ALL : COUNTED;
  return oneAtATime(context, () => countUpTo(db, most, instanceCondition(filter, caller)));
});

/** How many there are of each standing, among those that match the rest of the filter, as far as they are counted. */
export const countStandings = verb("instance.list", (context, asked: InstanceFilter) => {
  const { status: _status, presence: _presence, ...filter } = asked;
  const { db, caller } = context;
  return oneAtATime(context, async () => {
    const found = db
      .select({ standing: STANDING.as("standing") })
      .from(instance)
      .where(instanceCondition(filter, caller))
      .limit(COUNTED + 1)
      .as("found");
    const rows = await db
      .select({ standing: found.standing, count: count() })
      .from(found)
      .groupBy(found.standing);
    const all = rows.reduce((sum, row) => sum + row.count, 0);
    const counted = (standing: InstanceStanding) => rows.find((row) => row.standing === standing)?.count ?? 0;
    const counts = Object.fromEntries(INSTANCE_STANDINGS.map((standing) => [standing, counted(standing)]));
    return standingsAnswerSchema.parse({ counts: { ...counts, all }, more: all > COUNTED });
  });
});

type Place = readonly [value: string, id: string];

/** What may stand in a place of each sort: nothing that the database would fail at. */
const PLACE_VALUES = {
  // As it was written: every other form may be of a time that the database does not know.
  created: z.string().check(z.refine(isWritten)),
  server: serverNameSchema,
  user: recordedIdSchema,
  // The record may hold one that this version does not know.
  status: z.string().check(z.maxLength(10_000), storable),
};

function isWritten(time: string): boolean {
  const date = new Date(time);
  return /^[12]/.test(time) && !Number.isNaN(date.getTime()) && date.toISOString() === time;
}

function beyond(sort: InstanceSort, direction: SearchInstancesQuery["direction"], [value, id]: Place): SQL {
  const column = COLUMNS[sort];
  const bound = sort === "created" ? sql`${value}::timestamptz` : sql`${value}`;
  const place = sql`(${bound}, ${id}::uuid)`;
  return direction === "ascending"
    ? sql`(${column}, ${instance.id}) > ${place}`
    : sql`(${column}, ${instance.id}) < ${place}`;
}

function writePlace(sort: InstanceSort, row: ShownRow): string {
  const value = {
    created: row.createdAt.toISOString(),
    server: row.serverName,
    user: row.userId,
    status: row.status,
  };
  return Buffer.from(JSON.stringify([sort, value[sort], row.id])).toString("base64url");
}

/** @throws PatchbayError `invalid` where it is not one of ours, or of another sort */
function readPlace(sort: InstanceSort, after: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(after, "base64url").toString("utf8"));
    const [, value, id] = z.tuple([z.literal(sort), PLACE_VALUES[sort], z.uuid()]).parse(place);
    return [value, id];
  } catch {
    throw new PatchbayError("invalid", "This page of the list cannot be found. Start again from the first.");
  }
}
