import { verifyPassword } from "better-auth/crypto";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import type { Context, Member } from "../../context";
import { account } from "../../db/schema/auth";
import { PatchbayError, tooManyAttempts } from "../../errors";

/**
 * Whoever has a session is not sure to know the password. Tries are counted as those at changing it are, and a refusal is recorded
 * as one of what was to be done. @throws PatchbayError `rate-limited`, or `invalid` on the field `currentPassword`
 */
export async function requirePassword(
  context: Context<Member>,
  action: "account.update" | "passkey.add",
  password = "",
): Promise<void> {
  const { db, caller, attempts } = context;
  const counted = ["change-password", caller.session ?? caller.id] as const;
  const { wait } = await attempts.take(...counted);
  if (wait > 0) throw tooManyAttempts(wait);
  const [kept] = await db
    .select({ hash: account.password })
    .from(account)
    .where(and(eq(account.userId, caller.id), eq(account.providerId, "credential")));
  if (kept?.hash && password && (await verifyPassword({ hash: kept.hash, password }))) {
    await attempts.forget(...counted);
    return;
  }
  await recordAudit(db, context, { action, subject: caller.id, outcome: "refused" });
  const message = "This is not your current password.";
  throw new PatchbayError("invalid", message, { fields: { currentPassword: [message] } });
}
