import { requireSecondFactorRequestSchema, signInRulesSchema } from "@/lib/contracts/sign-in";
import { json } from "@/lib/server/http/json";
import { requireSecondFactor } from "@/lib/server/services/sign-in/require-second-factor";

export const PUT = json({
  service: requireSecondFactor,
  body: requireSecondFactorRequestSchema,
  answer: signInRulesSchema,
});
