import { memberIdParamsSchema } from "@/lib/contracts/member-list";
import { removedSecondFactorSchema } from "@/lib/contracts/second-factor";
import { json } from "@/lib/server/http/json";
import { resetSecondFactor } from "@/lib/server/services/second-factor/remove";

export const DELETE = json({
  service: resetSecondFactor,
  params: memberIdParamsSchema,
  answer: removedSecondFactorSchema,
});
