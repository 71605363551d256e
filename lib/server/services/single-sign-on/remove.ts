import type { SignInRules } from "@/lib/contracts/sign-in";
import { recordAudit } from "../../audit/record";
import { singleSignOn } from "../../db/schema/organisation";
import { holdRules, readRules } from "../../db/sign-in-rules";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { readSignInRules } from "../sign-in/read";

/** Forgets the provider. Sessions that it began go on. @throws PatchbayError `conflict` while nobody can come in otherwise */
export const removeSingleSignOn = verb(
  "single-sign-on.remove",
  ["member"],
  async (context): Promise<SignInRules> => {
    await context.db.transaction(async (tx) => {
      // Nobody is to turn passwords off meanwhile.
      await holdRules(tx);
      if (!(await readRules(tx)).allowsPasswords) {
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
