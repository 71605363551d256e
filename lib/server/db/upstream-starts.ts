import { sql } from "drizzle-orm";
import type { UpstreamId } from "@/lib/contracts/upstream";
import type { Database } from "./client";
import { upstreamPace } from "./schema/upstream";

/** Nobody waits longer for a turn, in milliseconds: what is further away was so before the clock was put back. */
const FURTHEST = 60_000;

/** By the database's clock, which all processes share. */
const NOW = sql`(extract(epoch from clock_timestamp()) * 1000)`;

/**
 * The starts of calls to one account, shared by all processes on the database. A process that is killed takes no more with
 * it than the turns that it had taken.
 */
export function createSharedStarts(db: Database, upstream: UpstreamId, perSecond: number) {
  const burst = Math.max(1, Math.floor(perSecond));
  const window = (burst / perSecond) * 1000;
  const pace = upstreamPace;
  const rested = sql`coalesce(extract(epoch from ${pace.restsUntil}) * 1000, 0)`;
  const free = sql`greatest(${NOW}, ${rested}, (${pace.starts} ->> 0)::double precision + ${window}::float8)`;
  const next = sql`to_jsonb(least(${free}, ${NOW} + ${FURTHEST}::float8))`;
  const before = JSON.stringify(new Array(burst - 1).fill(0));

  return {
    /** Takes the next turn. Answers when it is, by the database's clock, and how many milliseconds away. */
    async take(): Promise<{ at: number; wait: number }> {
      const { rows } = (await db.execute(sql`
        insert into ${pace} (upstream, starts) values (${upstream}, ${before}::jsonb || to_jsonb(${NOW}))
        on conflict (upstream) do update set starts =
          case when jsonb_array_length(${pace.starts}) = ${burst}::int
            then (${pace.starts} - 0) || ${next} else excluded.starts end
        returning (starts ->> -1)::float8 as at, (starts ->> -1)::float8 - ${NOW} as wait`)) as unknown as {
        rows: { at: number; wait: number }[];
      };
      const [turn] = rows;
      if (!turn) throw new Error("the turn was not kept");
      return { at: Number(turn.at), wait: Math.max(0, Number(turn.wait)) };
    },
    /** Nobody's turn comes for so many milliseconds, at any process. */
    async rest(milliseconds: number): Promise<void> {
      await db.execute(sql`
        update ${pace} set rests_until = greatest(${pace.restsUntil},
          clock_timestamp() + ${Math.min(milliseconds, FURTHEST)}::float8 * interval '1 millisecond')
        where ${pace.upstream} = ${upstream}`);
    },
  };
}
