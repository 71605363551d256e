import { codeRequestSchema, removedSecondFactorSchema } from "@/lib/contracts/second-factor";
import { json } from "@/lib/server/http/json";
import { removeSecondFactor } from "@/lib/server/services/second-factor/remove";

export const POST = json({
  service: removeSecondFactor,
  body: codeRequestSchema,
  answer: removedSecondFactorSchema,
});
