import { signInRulesSchema, singleSignOnFormSchema } from "@/lib/contracts/sign-in";
import { json } from "@/lib/server/http/json";
import { beginRoute } from "@/lib/server/http/single-sign-on";
import { removeSingleSignOn } from "@/lib/server/services/single-sign-on/remove";
import { updateSingleSignOn } from "@/lib/server/services/single-sign-on/update";

export const GET = beginRoute;

export const PUT = json({
  service: updateSingleSignOn,
  body: singleSignOnFormSchema,
  answer: signInRulesSchema,
});

export const DELETE = json({ service: removeSingleSignOn, answer: signInRulesSchema });
