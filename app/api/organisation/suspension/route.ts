import { suspendInstanceFormSchema, suspensionsSchema } from "@/lib/contracts/usage";
import { json } from "@/lib/server/http/json";
import { suspendEverything } from "@/lib/server/services/suspensions/suspend";

export const PUT = json({
  service: suspendEverything,
  body: suspendInstanceFormSchema,
  answer: suspensionsSchema,
});
