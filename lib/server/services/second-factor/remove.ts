import { eq } from "drizzle-orm";
import type { CodeRequest } from "@/lib/contracts/second-factor";
import { recordAudit } from "../../audit/record";
import { SYSTEM } from "../../context";
import type { Database } from "../../db/client";
import { passkey, recoveryCode, secondFactor, session, user } from "../../db/schema/auth";
import { verb } from "../../verb";
import { holdMember } from "../members/find";
import { withCode } from "./code";

/** Removes one's own second factor, by a code of it. @throws PatchbayError `invalid` */
export const removeSecondFactor = verb("second-factor.remove", ["member"], (context, { code }: CodeRequest) =>
  withCode(context, "second-factor.remove", code, async (tx) => {
    await takeAway(tx, context.caller.id);
    await recordAudit(tx, context, { action: "second-factor.remove", subject: context.caller.id });
    return { removed: true };
  }),
);

/**
 * Removes the second factor and the passkeys of a member who has lost them, and ends their sessions. Answers whether there was one.
 * @throws PatchbayError `not-found`
 */
export const resetSecondFactor = verb(
  "member.reset-second-factor",
  ["member"],
  (context, { id }: { id: string }) =>
    context.db.transaction(async (tx) => {
      await holdMember(tx, id);
      const removed = await takeAll(tx, id);
      if (!removed) return { removed };
      await tx.delete(session).where(eq(session.userId, id));
      await recordAudit(tx, context, { action: "member.reset-second-factor", subject: id });
      return { removed };
    }),
);

/** The same for whoever sits at the machine: no caller is asked for. Answers whether there was such a second factor. */
export function removeSecondFactorAt(db: Database, email: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [member] = await tx.select({ id: user.id }).from(user).where(eq(user.email, email)).for("update");
    if (!member || !(await takeAll(tx, member.id))) return false;
    await tx.delete(session).where(eq(session.userId, member.id));
    const by = { caller: SYSTEM, request: { id: null, address: null } };
    await recordAudit(tx, by, { action: "member.reset-second-factor", subject: member.id });
    return true;
  });
}

/** With their passkeys: what somebody has lost, or somebody else has made, opens nothing any more. */
async function takeAll(tx: Pick<Database, "delete" | "update">, userId: string): Promise<boolean> {
  const hadFactor = await takeAway(tx, userId);
  const passkeys = await tx.delete(passkey).where(eq(passkey.userId, userId)).returning({ id: passkey.id });
  return hadFactor || passkeys.length > 0;
}

async function takeAway(tx: Pick<Database, "delete" | "update">, userId: string): Promise<boolean> {
  // Where a second factor is required, whoever has none any more is asked for another one at once.
  await tx.update(session).set({ secondFactorAt: null }).where(eq(session.userId, userId));
  await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
  const gone = await tx
    .delete(secondFactor)
    .where(eq(secondFactor.userId, userId))
    .returning({ confirmedAt: secondFactor.confirmedAt });
  return gone.some(({ confirmedAt }) => confirmedAt !== null);
}
