import { sql } from "drizzle-orm";
import { endEmptyCombinedUrls } from "../../services/combined-urls/end";
import type { Task } from "../task";

/** Ends combined URLs that their upstream did not let go of when the last instance behind them went. */
export const endCombinedUrlsTask: Task = {
  keys: sql`select ''`,
  time: 5_000,
  every: 10 * 60 * 1000,
  async run(context, { goesOn }) {
    await endEmptyCombinedUrls(context, undefined, goesOn);
    // What failed waits like everything else here: an upstream that is down is not asked again at once.
    return true;
  },
};
