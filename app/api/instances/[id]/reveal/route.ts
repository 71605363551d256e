import { instanceIdParamsSchema, revealAnswerSchema } from "@/lib/contracts/instance";
import { json } from "@/lib/server/http/json";
import { revealInstance } from "@/lib/server/services/instances/reveal";

export const POST = json({
  service: revealInstance,
  params: instanceIdParamsSchema,
  answer: revealAnswerSchema,
});
