import { eq } from "drizzle-orm";
import type { CodeRequest, RecoveryCodes } from "@/lib/contracts/second-factor";
import { recordAudit } from "../../audit/record";
import { secondFactor, session } from "../../db/schema/auth";
import { verb } from "../../verb";
import { withCode } from "./code";
import { makeRecoveryCodes } from "./recovery-codes";

/**
 * Puts the second factor that was begun in force, by a first code of it. From now on a password alone opens nothing: one's
 * other sessions are asked for a code at their next request. @throws PatchbayError `invalid`
 */
export const confirmSecondFactor = verb(
  "second-factor.confirm",
  ["member"],
  (context, { code }: CodeRequest): Promise<RecoveryCodes> => {
    const { caller } = context;
    return withCode(
      context,
      "second-factor.confirm",
      code,
      async (tx) => {
        const now = new Date();
        await tx.update(secondFactor).set({ confirmedAt: now }).where(eq(secondFactor.userId, caller.id));
        if (caller.session) {
          await tx.update(session).set({ secondFactorAt: now }).where(eq(session.id, caller.session));
        }
        const recoveryCodes = await makeRecoveryCodes(tx, caller.id);
        await recordAudit(tx, context, { action: "second-factor.confirm", subject: caller.id });
        return { recoveryCodes };
      },
      { unconfirmed: true },
    );
  },
);
