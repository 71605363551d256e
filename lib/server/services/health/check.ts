import type { Health } from "@/lib/contracts/health";
import { verb } from "../../verb";

/** Whether the console can work. Upstreams are named, not called: theirs is not this process's health. */
export const checkHealth = verb("console.check", ["visitor"], async ({ database, upstreams, log }) => {
  const answers = await database.ping().then(
    () => true,
    (error) => {
      log.error({ err: error }, "the database does not answer");
      return false;
    },
  );
  return {
    status: answers ? "ok" : "degraded",
    uptime: process.uptime(),
    database: { kind: database.kind, status: answers ? "ok" : "failed" },
    upstreams: upstreams.summaries().map(({ id }) => id),
  } satisfies Health;
});
