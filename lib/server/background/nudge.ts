import { runtime } from "../process/runtime";
import { readJob } from "../services/jobs/read";
import { verb } from "../verb";
import { runHere } from "./run-here";

/** How long a request works where no process stays to do it, in milliseconds. */
const TIME = 5_000;

/**
 * Has a job gone on with now rather than soon, and answers how far it has come. Where the process stays, its clock does
 * it, whoever waits; elsewhere, this call.
 */
export const nudgeJob = verb("job.work", async (context, { id }: { id: string }) => {
  const clock = (await runtime()).clocks.get("run-job");
  if (clock) clock.wake();
  else await runHere({ kind: "run-job", key: id, until: Date.now() + TIME });
  return readJob(context, { id });
});
