import { jobAnswerSchema, jobIdParamsSchema } from "@/lib/contracts/job";
import { route } from "@/lib/server/http/route";
import { readJob } from "@/lib/server/services/jobs/read";
import { stopJob } from "@/lib/server/services/jobs/stop";

export const GET = route({
  allow: "viewer",
  params: jobIdParamsSchema,
  answer: jobAnswerSchema,
  handle: (context, { params }) => readJob(context, params),
});

/** Stops the job; the record of it stays. */
export const DELETE = route({
  allow: "operator",
  params: jobIdParamsSchema,
  answer: jobAnswerSchema,
  handle: (context, { params }) => stopJob(context, params),
});
