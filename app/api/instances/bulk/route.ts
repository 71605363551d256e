import { createManyRequestSchema } from "@/lib/contracts/create-many";
import { jobAnswerSchema } from "@/lib/contracts/job";
import { json } from "@/lib/server/http/json";
import { createInstances } from "@/lib/server/services/instances/create-many";

export const POST = json({
  service: createInstances,
  body: createManyRequestSchema,
  answer: jobAnswerSchema,
  // A thousand ids of 320 characters.
  limit: 512 * 1024,
});
