import { signInRulesSchema } from "@/lib/contracts/sign-in";
import { json } from "@/lib/server/http/json";
import { readSignInRules } from "@/lib/server/services/sign-in/read";

export const GET = json({ service: readSignInRules, answer: signInRulesSchema });
