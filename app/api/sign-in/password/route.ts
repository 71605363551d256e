import { allowPasswordsRequestSchema, signInRulesSchema } from "@/lib/contracts/sign-in";
import { json } from "@/lib/server/http/json";
import { allowPasswords } from "@/lib/server/services/sign-in/allow-passwords";

export const PUT = json({
  service: allowPasswords,
  body: allowPasswordsRequestSchema,
  answer: signInRulesSchema,
});
