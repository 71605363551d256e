import { sql } from "drizzle-orm";
import { warnOfEnds } from "../../services/warnings/ends";
import type { Task } from "../task";

/** Tells of what ends soon, so that somebody can see to it before it does. */
export const warnOfEndsTask: Task = {
  keys: sql`select ''`,
  time: 5_000,
  every: 5 * 60 * 1000,
  async run(context) {
    const told = await warnOfEnds(context);
    if (told > 0) context.log.info({ told }, "told of what ends soon");
    return true;
  },
};
