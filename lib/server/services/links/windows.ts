import { and, desc, type SQL, sql } from "drizzle-orm";
import type { Context } from "../../context";
import { connectLink } from "../../db/schema/link";
import { requireWanted } from "../one-at-a-time";

/** So many links are looked at by one query, however many there are; more where words sift them first. */
const LOOKED_AT = { all: 500, searched: 2_000 };

/** What narrows the links beside: one user's are few, and found by an index. */
type Narrowed = { q?: string | undefined; userId?: string | undefined };

/**
 * All links in parts, the latest first: what no index tells of a link is asked of a part at a time, so that no query
 * keeps others from the database for long. Answers conditions on the `connect_link` table.
 * @param after the link before the first
 */
export async function* windowsOfLinks(
  context: Pick<Context, "db" | "request">,
  { q, userId }: Narrowed,
  after?: string,
): AsyncGenerator<SQL | undefined> {
  let before = after;
  const size = q ? LOOKED_AT.searched : LOOKED_AT.all;
  for (;;) {
    requireWanted(context);
    const earlier = before === undefined ? undefined : sql`${place()} < ${placeOf(before)}`;
    if (userId !== undefined) return yield earlier;
    // By the rows themselves: the database knows its time more finely than a date of JavaScript's can say.
    const [last] = await context.db
      .select({ id: connectLink.id })
      .from(connectLink)
      .where(earlier)
      .orderBy(desc(connectLink.createdAt), desc(connectLink.id))
      .offset(size - 1)
      .limit(1);
    yield and(earlier, last && sql`${place()} >= ${placeOf(last.id)}`);
    if (!last) return;
    before = last.id;
  }
}

const place = () => sql`(${connectLink.createdAt}, ${connectLink.id})`;
const placeOf = (id: string) => sql`(select created_at, id from connect_link where id = ${id}::uuid)`;
