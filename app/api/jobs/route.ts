import { createJobRequestSchema, jobAnswerSchema } from "@/lib/contracts/job";
import { route } from "@/lib/server/http/route";
import { createJob } from "@/lib/server/services/jobs/create";

export const POST = route({
  allow: "operator",
  body: createJobRequestSchema,
  answer: jobAnswerSchema,
  handle: (context, { body }) => createJob(context, body),
});
