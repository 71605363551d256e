import { serverParamsSchema } from "@/lib/contracts/server";
import { suspendInstanceFormSchema, suspensionsSchema } from "@/lib/contracts/usage";
import { json } from "@/lib/server/http/json";
import { suspendServer } from "@/lib/server/services/suspensions/suspend";

export const PUT = json({
  service: suspendServer,
  params: serverParamsSchema,
  body: suspendInstanceFormSchema,
  answer: suspensionsSchema,
});
