import { setupAnswerSchema, setupRequestSchema } from "@/lib/contracts/member";
import { json } from "@/lib/server/http/json";
import { completeSetup } from "@/lib/server/services/setup/complete";

export const POST = json({
  service: completeSetup,
  body: setupRequestSchema,
  answer: setupAnswerSchema,
});
