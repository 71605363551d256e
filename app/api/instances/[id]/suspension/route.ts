import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { suspendInstanceFormSchema, suspensionAnswerSchema } from "@/lib/contracts/usage";
import { json } from "@/lib/server/http/json";
import { suspendInstance } from "@/lib/server/services/instances/suspend";

export const PUT = json({
  service: suspendInstance,
  params: instanceIdParamsSchema,
  body: suspendInstanceFormSchema,
  answer: suspensionAnswerSchema,
});
