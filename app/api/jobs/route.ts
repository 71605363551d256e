import { createJobRequestSchema, jobAnswerSchema } from "@/lib/contracts/job";
import { json } from "@/lib/server/http/json";
import { createJob } from "@/lib/server/services/jobs/create";

export const POST = json({
  service: createJob,
  body: createJobRequestSchema,
  answer: jobAnswerSchema,
});
