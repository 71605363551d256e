import { and, eq, type SQL, sql } from "drizzle-orm";
import { EXPIRING_HOURS, type LinkFilter, type LinkStanding } from "@/lib/contracts/link";
import { foldedNow } from "../../db/folded";
import { connectLink } from "../../db/schema/link";
import { pattern, wordsOf } from "../instances/filter";

// Each `offset 0` has what belongs to a link looked up by the link, of which there are a few hundred at a time: the database
// would join all items with all instances for every query, and fold the names of all.
const hasItems = sql`exists (
  select 1 from connect_link_item as item where item.link_id = ${connectLink.id} offset 0)`;
/** Whether an account of it is left to connect. */
const hasWork = sql`exists (
  select 1 from connect_link_item as item join instance as connected on connected.id = item.instance_id
  where item.link_id = ${connectLink.id} and connected.status not in ('connected', 'no-sign-in-needed') offset 0)`;
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
  return sql`(${shown} like ${contains} or exists (
    select 1 from connect_link_item as item join instance as linked on linked.id = item.instance_id
    where item.link_id = ${connectLink.id} and ${foldedNow(sql`linked.server_name`)} like ${contains} offset 0))`;
}
