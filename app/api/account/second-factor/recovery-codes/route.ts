import { codeRequestSchema, recoveryCodesSchema } from "@/lib/contracts/second-factor";
import { json } from "@/lib/server/http/json";
import { renewRecoveryCodes } from "@/lib/server/services/second-factor/renew-codes";

export const POST = json({
  service: renewRecoveryCodes,
  body: codeRequestSchema,
  answer: recoveryCodesSchema,
});
