import { jobAnswerSchema, jobIdParamsSchema } from "@/lib/contracts/job";
import { nudgeJob } from "@/lib/server/background/nudge";
import { json } from "@/lib/server/http/json";

export const POST = json({
  service: nudgeJob,
  params: jobIdParamsSchema,
  answer: jobAnswerSchema,
});
