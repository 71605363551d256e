import { jobAnswerSchema, jobIdParamsSchema } from "@/lib/contracts/job";
import { json } from "@/lib/server/http/json";
import { workOnJob } from "@/lib/server/services/jobs/work";

/** Does some of the work, for a few seconds, and answers how far it has come. */
export const POST = json({
  service: workOnJob,
  params: jobIdParamsSchema,
  answer: jobAnswerSchema,
});
