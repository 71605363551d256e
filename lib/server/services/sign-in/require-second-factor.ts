import type { RequireSecondFactorRequest, SignInRules } from "@/lib/contracts/sign-in";
import { recordAudit } from "../../audit/record";
import { organisation } from "../../db/schema/organisation";
import { hasSecondFactor } from "../../db/sign-in-rules";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { UNNAMED } from "../organisation/read";
import { readSignInRules } from "./read";

/**
 * Whether a password alone opens nothing any more, for all members from their next request on: whoever has no second
 * factor sets one up first. @throws PatchbayError `conflict` for an administrator who has none themselves
 */
export const requireSecondFactor = verb(
  "sign-in.require-second-factor",
  ["member"],
  async (context, { isRequired }: RequireSecondFactorRequest): Promise<SignInRules> => {
    const { db, caller } = context;
    await db.transaction(async (tx) => {
      if (isRequired && !(await hasSecondFactor(tx, caller.id))) {
        throw new PatchbayError("conflict", "Set up your own second factor first, on your account's page.");
      }
      const values = { requiresSecondFactor: isRequired };
      await tx
        .insert(organisation)
        .values({ id: 1, name: UNNAMED, ...values })
        .onConflictDoUpdate({ target: organisation.id, set: values });
      const details = { isRequired };
      await recordAudit(tx, context, { action: "sign-in.require-second-factor", subject: "1", details });
    });
    return readSignInRules(context);
  },
);
