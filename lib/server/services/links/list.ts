import { and, asc, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import {
  LINK_STANDINGS,
  LINKS_COUNTED,
  type Link,
  type LinkFilter,
  type LinkStanding,
  type ListLinksAnswer,
  type ListLinksQuery,
} from "@/lib/contracts/link";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { connectLink, connectLinkItem } from "../../db/schema/link";
import { verb } from "../../verb";
import { oneAtATime } from "../one-at-a-time";
import type { LinkRow } from "./find";
import { serializeLink } from "./serialize";
import { filterConditions, STANDINGS } from "./standing";
import { windowsOfLinks } from "./windows";

const PAGE = 50;
const STANDINGS_AND_ALL = [...LINK_STANDINGS, "all"] as const;

/** The links that match, the latest first, a page at a time by the link with which the page before ended. */
export const listLinks = verb("link.list", (context, query: Partial<ListLinksQuery>) =>
  oneAtATime(context, () => readPage(context, query)),
);

async function readPage(context: Context, query: Partial<ListLinksQuery>): Promise<ListLinksAnswer> {
  const { limit = PAGE, after, standing, ...filter } = query;
  const found = and(...filterConditions(filter));
  const rows: LinkRow[] = [];
  for await (const part of windowsOfLinks(context, filter, after)) {
    const some = await context.db
      .select()
      .from(connectLink)
      .where(and(part, found, standing && STANDINGS[standing]))
      .orderBy(desc(connectLink.createdAt), desc(connectLink.id))
      .limit(limit + 1 - rows.length);
    rows.push(...some);
    if (rows.length > limit) break;
  }
  const page = rows.slice(0, limit);
  return {
    links: await withItems(context, page),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    ...(await countStandings(context, found, filter)),
  };
}

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
  context: Pick<Context, "db" | "request">,
  found: SQL | undefined,
  filter: Omit<LinkFilter, "standing">,
): Promise<Pick<ListLinksAnswer, "counts" | "more">> {
  const counted = (standing: LinkStanding) =>
    sql<number>`count(*) filter (where ${STANDINGS[standing]})`.mapWith(Number);
  const counts = { all: 0, open: 0, expiring: 0, connected: 0, ended: 0 };
  for await (const part of windowsOfLinks(context, filter)) {
    const [some] = await context.db
      .select({
        all: count(),
        open: counted("open"),
        expiring: counted("expiring"),
        connected: counted("connected"),
        ended: counted("ended"),
      })
      .from(connectLink)
      .where(and(part, found));
    for (const standing of STANDINGS_AND_ALL) counts[standing] += some?.[standing] ?? 0;
    if (counts.all >= LINKS_COUNTED) return { counts, more: true };
  }
  return { counts, more: false };
}
