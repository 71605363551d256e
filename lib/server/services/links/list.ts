import { and, asc, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Link, LinkStanding, ListLinksAnswer, ListLinksQuery } from "@/lib/contracts/link";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { connectLink, connectLinkItem } from "../../db/schema/link";
import { verb } from "../../verb";
import type { LinkRow } from "./find";
import { serializeLink } from "./serialize";
import { filterConditions, STANDINGS } from "./standing";

const PAGE = 50;

/** The links that match, the latest first, a page at a time by the link with which the page before ended. */
export const listLinks = verb("link.list", async (context, query: Partial<ListLinksQuery>) => {
  const { limit = PAGE, after, standing, ...filter } = query;
  const found = and(...filterConditions(filter));
  const place = sql`(select created_at, id from connect_link where id = ${after}::uuid)`;
  const rows = await context.db
    .select()
    .from(connectLink)
    .where(
      and(
        found,
        standing && STANDINGS[standing],
        // By the row itself: the database knows its time more finely than a date of JavaScript's can say.
        after ? sql`(${connectLink.createdAt}, ${connectLink.id}) < ${place}` : undefined,
      ),
    )
    .orderBy(desc(connectLink.createdAt), desc(connectLink.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    links: await withItems(context, page),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    counts: await countStandings(context, found),
  };
});

/** Links with how their servers stand. */
export async function withItems({ db }: Pick<Context, "db">, links: LinkRow[]): Promise<Link[]> {
  if (links.length === 0) return [];
  const items = await db
    .select({
      linkId: connectLinkItem.linkId,
      instanceId: instance.id,
      serverName: instance.serverName,
      status: instance.status,
    })
    .from(connectLinkItem)
    .innerJoin(instance, eq(instance.id, connectLinkItem.instanceId))
    .where(
      inArray(
        connectLinkItem.linkId,
        links.map(({ id }) => id),
      ),
    )
    .orderBy(asc(connectLinkItem.position));
  return links.map((link) =>
    serializeLink(
      link,
      items.filter(({ linkId }) => linkId === link.id).map(({ linkId: _, ...item }) => item),
    ),
  );
}

/** The database counts with the conditions by which the list is narrowed, so that a tab leads to as many as it says. */
async function countStandings(
  { db }: Pick<Context, "db">,
  found: SQL | undefined,
): Promise<ListLinksAnswer["counts"]> {
  const counted = (standing: LinkStanding) =>
    sql<number>`count(*) filter (where ${STANDINGS[standing]})`.mapWith(Number);
  const [counts] = await db
    .select({
      all: count(),
      open: counted("open"),
      expiring: counted("expiring"),
      connected: counted("connected"),
      ended: counted("ended"),
    })
    .from(connectLink)
    .where(found);
  return counts ?? { all: 0, open: 0, expiring: 0, connected: 0, ended: 0 };
}
