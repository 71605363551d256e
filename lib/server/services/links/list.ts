import { asc, desc, eq, inArray } from "drizzle-orm";
import type { Link } from "@/lib/contracts/link";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { connectLink, connectLinkItem } from "../../db/schema/link";
import { verb } from "../../verb";
import type { LinkRow } from "./find";
import { serializeLink } from "./serialize";

/** The list shows this many, the latest first. */
const MOST = 100;

/** The latest links, of one user or of all. */
export const listLinks = verb("link.list", async (context, { userId }: { userId?: string | undefined }) => {
  const links = await context.db
    .select()
    .from(connectLink)
    .where(userId === undefined ? undefined : eq(connectLink.userId, userId))
    .orderBy(desc(connectLink.createdAt))
    .limit(MOST);
  return { links: await withItems(context, links) };
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
