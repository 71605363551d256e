import { eq, sql } from "drizzle-orm";
import { job } from "../../db/schema/job";
import { runJob } from "../../services/jobs/run";
import type { Task } from "../task";

/** Goes on with a job. Several jobs take turns. */
export const runJobTask: Task = {
  keys: sql`select ${job.id}::text from ${job} where ${eq(job.state, "running")}`,
  time: 5_000,
  run: (context, { key, owner, goesOn }) => runJob(context, { id: key, owner, goesOn }),
};
