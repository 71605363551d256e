import { and, eq, type SQL, sql } from "drizzle-orm";
import { EXPIRING_HOURS, type LinkFilter, type LinkStanding } from "@/lib/contracts/link";
import { foldedNow } from "../../db/folded";
import { connectLink } from "../../db/schema/link";
import { pattern, wordsOf } from "../instances/filter";

const hasItems = sql`exists (select 1 from connect_link_item as item where item.link_id = ${connectLink.id})`;
/** Whether an account of it is left to connect. */
const hasWork = sql`exists (
  select 1 from connect_link_item as item join instance as connected on connected.id = item.instance_id
  where item.link_id = ${connectLink.id} and connected.status not in ('connected', 'no-sign-in-needed'))`;
const isRevoked = sql`${connectLink.revokedAt} is not null`;
const isOver = sql`${connectLink.expiresAt} <= now()`;
const isSoonOver = sql`${connectLink.expiresAt} <= now() + make_interval(hours => ${sql.raw(String(EXPIRING_HOURS))})`;

/** What `linkState` says of a link, as conditions on the `connect_link` table. */
export const STANDINGS: Record<LinkStanding, SQL> = {
  open: sql`(not ${isRevoked} and not ${isOver} and ${hasWork})`,
  expiring: sql`(not ${isRevoked} and not ${isOver} and ${isSoonOver} and ${hasWork})`,
  connected: sql`(not ${isRevoked} and ${hasItems} and not ${hasWork})`,
  ended: sql`(${isRevoked} or not ${hasItems} or (${isOver} and ${hasWork}))`,
};

/** The rest of what narrows the list. */
export function filterConditions({ q, userId }: Pick<LinkFilter, "q" | "userId">): (SQL | undefined)[] {
  return [
    userId === undefined ? undefined : eq(connectLink.userId, userId),
    and(...wordsOf(q ?? "").map(named)),
  ];
}

function named(word: string): SQL {
  const contains = pattern("%", word, "%");
  const shown = foldedNow(sql`concat_ws(' ', ${connectLink.person}, ${connectLink.userId})`);
  // The offset has each link's few servers looked up, and not the names of all instances folded for every query.
  return sql`(${shown} like ${contains} or exists (
    select 1 from connect_link_item as item join instance as linked on linked.id = item.instance_id
    where item.link_id = ${connectLink.id} and ${foldedNow(sql`linked.server_name`)} like ${contains} offset 0))`;
}
