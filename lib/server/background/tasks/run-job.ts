import { and, eq, sql } from "drizzle-orm";
import { job } from "../../db/schema/job";
import { isKnown } from "../../services/jobs/claim";
import { runJob } from "../../services/jobs/run";
import type { Task } from "../task";

/** Goes on with a job. Several jobs take turns. */
export const runJobTask: Task = {
  keys: sql`select ${job.id}::text from ${job} where ${and(eq(job.state, "running"), isKnown)}`,
  time: 5_000,
  run: (context, { key, owner, goesOn }) => runJob(context, { id: key, owner, goesOn }),
};
