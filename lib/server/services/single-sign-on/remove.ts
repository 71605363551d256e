import type { SignInRules } from "@/lib/contracts/sign-in";
import { recordAudit } from "../../audit/record";
import { organisation, singleSignOn } from "../../db/schema/organisation";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { readSignInRules } from "../sign-in/read";

/** Forgets the provider. Sessions that it began go on. @throws PatchbayError `conflict` while nobody can come in otherwise */
export const removeSingleSignOn = verb(
  "single-sign-on.remove",
  ["member"],
  async (context): Promise<SignInRules> => {
    await context.db.transaction(async (tx) => {
      // Held, so that nobody turns passwords off meanwhile.
      const [rules] = await tx
        .select({ allowsPasswords: organisation.allowsPasswords })
        .from(organisation)
        .for("update");
      if (rules && !rules.allowsPasswords) {
        throw new PatchbayError(
          "conflict",
          "Nobody could come in any more. Let members sign in by a password first.",
        );
      }
      const [gone] = await tx.delete(singleSignOn).returning({ issuer: singleSignOn.issuer });
      if (gone)
        await recordAudit(tx, context, { action: "single-sign-on.remove", subject: "1", details: gone });
    });
    return readSignInRules(context);
  },
);
