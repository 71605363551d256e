import { setupAnswerSchema, setupRequestSchema } from "@/lib/contracts/member";
import { publicRoute } from "@/lib/server/http/route";
import { completeSetup } from "@/lib/server/services/setup/complete";

export const POST = publicRoute({
  body: setupRequestSchema,
  answer: setupAnswerSchema,
  handle: (context, { body }) => completeSetup(context, body),
});
