import type { SignInRules } from "@/lib/contracts/sign-in";
import { organisation } from "../../db/schema/organisation";
import { verb } from "../../verb";

/** How members come in. */
export const readSignInRules = verb("sign-in.read", ["member"], async ({ db }): Promise<SignInRules> => {
  const [row] = await db.select({ required: organisation.requiresSecondFactor }).from(organisation);
  return { requiresSecondFactor: row?.required ?? false };
});
