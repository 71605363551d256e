import type { Health } from "@/lib/contracts/health";
import type { PublicContext } from "../../context";

/** Whether the console can work. Upstreams are named, not called: theirs is not this process's health. */
export async function checkHealth({ database, upstreams, log }: PublicContext): Promise<Health> {
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
  };
}
