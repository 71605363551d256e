import { sql } from "drizzle-orm";
import type { NewSecondFactor } from "@/lib/contracts/second-factor";
import { recordAudit } from "../../audit/record";
import { secondFactor } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { secretContext } from "./secret";
import { addressOf, makeSecret } from "./totp";

/**
 * Makes a secret for one's authenticator app. It protects nothing until a code of it is shown; one that was begun before
 * is replaced. @throws PatchbayError `conflict` where there is a second factor
 */
export const beginSecondFactor = verb(
  "second-factor.begin",
  ["member"],
  async (context): Promise<NewSecondFactor> => {
    const { db, caller, cipher, appUrl } = context;
    const secret = makeSecret();
    const values = { secret: cipher.encrypt(secret, secretContext(caller.id)), createdAt: new Date() };
    await db.transaction(async (tx) => {
      const [kept] = await tx
        .insert(secondFactor)
        .values({ userId: caller.id, ...values })
        .onConflictDoUpdate({
          target: secondFactor.userId,
          set: { ...values, lastStep: null },
          setWhere: sql`${secondFactor.confirmedAt} is null`,
        })
        .returning({ userId: secondFactor.userId });
      if (!kept) throw new PatchbayError("conflict", "You have a second factor. Remove it first.");
      await recordAudit(tx, context, { action: "second-factor.begin", subject: caller.id });
    });
    const issuer = `Patchbay (${new URL(appUrl).host})`;
    return { secret, address: addressOf(secret, { issuer, label: caller.email }) };
  },
);
