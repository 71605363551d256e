import { eq } from "drizzle-orm";
import type { CodeRequest, Verified } from "@/lib/contracts/second-factor";
import { SESSION_SECONDS } from "@/lib/contracts/terms/session";
import { recordAudit } from "../../audit/record";
import { session } from "../../db/schema/auth";
import { verb } from "../../verb";
import { countRecoveryCodes, withCode } from "./code";

/** Finishes signing in: the session, which a password began, is whole from now on. @throws PatchbayError `invalid` */
export const verifySecondFactor = verb(
  "second-factor.verify",
  ["member"],
  (context, { code }: CodeRequest): Promise<Verified> => {
    const { caller } = context;
    return withCode(context, "session.create", code, async (tx, factor) => {
      const now = new Date();
      const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000);
      await tx
        .update(session)
        .set({ secondFactorAt: now, expiresAt })
        .where(eq(session.id, caller.session ?? ""));
      const recoveryCodesLeft = await countRecoveryCodes(tx, caller.id);
      await recordAudit(tx, context, {
        action: "session.create",
        subject: caller.id,
        details: { factor },
      });
      return { recoveryCodesLeft };
    });
  },
);
