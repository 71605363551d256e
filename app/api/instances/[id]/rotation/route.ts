import { instanceAnswerSchema, instanceIdParamsSchema } from "@/lib/contracts/instance";
import { json } from "@/lib/server/http/json";
import { rotateUrl } from "@/lib/server/services/instances/rotate-url";

export const POST = json({
  service: rotateUrl,
  params: instanceIdParamsSchema,
  answer: instanceAnswerSchema,
});
