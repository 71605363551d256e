import { jobAnswerSchema, jobIdParamsSchema } from "@/lib/contracts/job";
import { json } from "@/lib/server/http/json";
import { readJob } from "@/lib/server/services/jobs/read";
import { stopJob } from "@/lib/server/services/jobs/stop";

export const GET = json({
  service: readJob,
  params: jobIdParamsSchema,
  answer: jobAnswerSchema,
});

/** Stops the job; the record of it stays. */
export const DELETE = json({
  service: stopJob,
  params: jobIdParamsSchema,
  answer: jobAnswerSchema,
});
