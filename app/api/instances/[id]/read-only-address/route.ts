import { instanceIdParamsSchema, revealAnswerSchema } from "@/lib/contracts/instance";
import { json } from "@/lib/server/http/json";
import { revealReadOnly } from "@/lib/server/services/instances/reveal-read-only";

export const POST = json({
  service: revealReadOnly,
  params: instanceIdParamsSchema,
  answer: revealAnswerSchema,
});
