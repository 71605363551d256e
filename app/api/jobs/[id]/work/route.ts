import { jobAnswerSchema, jobIdParamsSchema } from "@/lib/contracts/job";
import { route } from "@/lib/server/http/route";
import { workOnJob } from "@/lib/server/services/jobs/work";

/** Does some of the work, for a few seconds, and answers how far it has come. */
export const POST = route({
  allow: "operator",
  params: jobIdParamsSchema,
  answer: jobAnswerSchema,
  handle: (context, { params }) => workOnJob(context, params),
});
