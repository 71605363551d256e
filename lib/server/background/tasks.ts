import type { Task } from "./task";
import { deliverEventsTask } from "./tasks/deliver-events";
import { endCombinedUrlsTask } from "./tasks/end-combined-urls";
import { forgetCallsTask } from "./tasks/forget-calls";
import { keepAuditTask } from "./tasks/keep-audit";
import { refreshStatesTask } from "./tasks/refresh-states";
import { runJobTask } from "./tasks/run-job";
import { sweepLeftoversTask } from "./tasks/sweep-leftovers";
import { vacuumTask } from "./tasks/vacuum";
import { warnOfEndsTask } from "./tasks/warn-of-ends";
import { watchUpstreamsTask } from "./tasks/watch-upstreams";

/** Everything that is done while nobody waits. Each kind has a lane of its own, so that none holds up another. */
export const TASKS = {
  "run-job": runJobTask,
  "refresh-states": refreshStatesTask,
  "deliver-events": deliverEventsTask,
  "end-combined-urls": endCombinedUrlsTask,
  "forget-calls": forgetCallsTask,
  "keep-audit": keepAuditTask,
  "sweep-leftovers": sweepLeftoversTask,
  vacuum: vacuumTask,
  "warn-of-ends": warnOfEndsTask,
  "watch-upstreams": watchUpstreamsTask,
} as const satisfies Record<string, Task>;

export type TaskKind = keyof typeof TASKS;
export const TASK_KINDS = Object.keys(TASKS) as TaskKind[];
