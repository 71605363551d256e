import { sql } from "drizzle-orm";
import { watchUpstreams } from "../../services/warnings/upstreams";
import type { Task } from "../task";

/** Tells when an upstream begins to fail, and when it answers again. */
export const watchUpstreamsTask: Task = {
  keys: sql`select ''`,
  time: 5_000,
  every: 60_000,
  async run(context) {
    await watchUpstreams(context, new Date());
    return true;
  },
};
