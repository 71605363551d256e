import { sql } from "drizzle-orm";
import type { Task } from "../task";

/** Lets go of the calls that are no longer told. */
export const forgetCallsTask: Task = {
  keys: sql`select ''`,
  time: 0,
  every: 60 * 60_000,
  async run({ upstreams }) {
    for (const { id } of upstreams.summaries()) await upstreams.get(id).controls?.forgetCalls();
    return true;
  },
};
