import { publicContext } from "./http/session";
import { runtime } from "./runtime";
import { type Swept, sweep } from "./services/instances/sweep";

/** One sweep in this process, on nobody's request. A failure is logged, and the next one tries again. */
export async function sweepNow(): Promise<Swept> {
  const process = await runtime();
  const context = publicContext(process, new Headers(), crypto.randomUUID());
  const swept = await sweep(context).catch((error): Swept => {
    context.log.error({ err: error }, "the sweep failed");
    return { refreshed: 0, failed: 1, jobs: 0 };
  });
  if (swept.refreshed + swept.failed + swept.jobs > 0) context.log.info(swept, "swept");
  return swept;
}
