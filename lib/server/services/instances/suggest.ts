import { sql } from "drizzle-orm";
import { resolveServerName } from "@/lib/catalogue/server-name";
import type { Suggestions } from "@/lib/contracts/instance";
import type { Database } from "../../db/client";
import { instance } from "../../db/schema/instance";
import { ANY_VALUES } from "../../db/statements";
import { verb } from "../../verb";
import { hasTargets, targetsOf } from "../targets/affected";

/** What the create form offers before anything is typed: known users and platforms, who created them, and the operator's last servers. */
export const suggest = verb("instance.list", async ({ db, caller, upstreams }): Promise<Suggestions> => {
  const { recentServers, ...known } = await readKnown(db, caller.id);
  const ownServers = hasTargets(upstreams) ? await targetsOf(upstreams).ownServers() : [];
  return {
    ...known,
    // The form offers no others.
    recentServers: recentServers.flatMap(
      (recent) => resolveServerName(recent) ?? ownServers.find(({ name }) => name === recent)?.name ?? [],
    ),
    ownServers,
  };
});

type Known = Pick<Suggestions, "userIds" | "platformNames" | "creators"> & { recentServers: string[] };

/**
 * Each once, the latest first, of the latest 2,000 instances, however many there are. One statement, which an index
 * serves whoever asks: every create page waits for it.
 */
async function readKnown(db: Database, member: string): Promise<Known> {
  const { rows } = (await db.execute(sql`
    with latest as (
      ${sql.raw(ANY_VALUES)} select user_id, platform_name, created_by, created_by_name, created_at from ${instance}
      order by created_at desc limit 2000
    ), own as (
      select server_name, created_at from ${instance} where created_by = ${member}
      order by created_at desc limit 2000
    )
    select
      to_json(array(select user_id from latest group by user_id order by max(created_at) desc limit 200))
        as "userIds",
      to_json(array(
        select platform_name from latest where platform_name <> ''
        group by platform_name order by max(created_at) desc limit 50
      )) as "platformNames",
      to_json(array(
        select json_build_object('id', created_by, 'name', coalesce(max(created_by_name), created_by)) from latest
        group by created_by order by max(created_at) desc limit 50
      )) as creators,
      to_json(array(select server_name from own group by server_name order by max(created_at) desc limit 6))
        as "recentServers"`)) as unknown as { rows: Known[] };
  const [known] = rows;
  if (!known) throw new Error("what is read of all instances, there is even where there are none");
  return known;
}
