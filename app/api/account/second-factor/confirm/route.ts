import { codeRequestSchema, recoveryCodesSchema } from "@/lib/contracts/second-factor";
import { json } from "@/lib/server/http/json";
import { confirmSecondFactor } from "@/lib/server/services/second-factor/confirm";

export const POST = json({
  service: confirmSecondFactor,
  body: codeRequestSchema,
  answer: recoveryCodesSchema,
});
