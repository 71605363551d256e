import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { callLimitAnswerSchema, callLimitFormSchema } from "@/lib/contracts/usage";
import { json } from "@/lib/server/http/json";
import { limitCalls } from "@/lib/server/services/instances/limit-calls";

export const PUT = json({
  service: limitCalls,
  params: instanceIdParamsSchema,
  body: callLimitFormSchema,
  answer: callLimitAnswerSchema,
});
