import { contextFor, SYSTEM } from "../context";
import { keepUp } from "../db/vacuum";
import { runtime } from "../process/runtime";
import { type Swept, sweep } from "../services/instances/sweep";

/** One sweep in this process, on nobody's request. A failure is logged, and the next one tries again. */
export async function sweepNow(): Promise<Swept> {
  const process = await runtime();
  const context = contextFor(process, SYSTEM, { id: crypto.randomUUID(), address: null });
  const { log } = context;
  const swept = await sweep(context).catch((error): Swept => {
    log.error({ err: error }, "the sweep failed");
    return { refreshed: 0, failed: 1, jobs: 0 };
  });
  if (swept.refreshed + swept.failed + swept.jobs > 0) log.info(swept, "swept");
  await keepUp(process.database).then(
    (tables) => tables.length > 0 && log.debug({ tables }, "vacuumed"),
    (error) => log.error({ err: error }, "the database could not be vacuumed"),
  );
  return swept;
}
