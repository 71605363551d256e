import { and, count, eq, isNotNull, isNull, lt, or } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { hashToken } from "../../cipher";
import type { Context, Member } from "../../context";
import type { Database } from "../../db/client";
import { recoveryCode, secondFactor } from "../../db/schema/auth";
import { PatchbayError, tooManyAttempts } from "../../errors";
import { secretContext } from "./secret";
import { stepOf } from "./totp";

type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** What a code was. */
export type Factor = "app" | "recovery-code";

type Refused =
  | "session.create"
  | "second-factor.confirm"
  | "second-factor.remove"
  | "second-factor.renew-codes";

/**
 * Makes a change that takes a code, in the transaction that takes it. Tries are counted for each member, whatever the
 * session: whoever comes this far knows the password already.
 * @throws PatchbayError `rate-limited`, or `invalid` on the field `code`
 */
export async function withCode<Result>(
  context: Context<Member>,
  action: Refused,
  code: string,
  change: (tx: Transaction, factor: Factor) => Promise<Result>,
  { unconfirmed = false } = {},
): Promise<Result> {
  const { db, caller, attempts } = context;
  const { wait, firstBeyond } = await attempts.take("second-factor", caller.id);
  const refuse = async (tooMany: boolean) => {
    const event = { subject: caller.id, outcome: "refused" } as const;
    const details = { factor: "code", ...(tooMany && { tooMany }) } as const;
    await recordAudit(
      db,
      context,
      action === "session.create" ? { action, ...event, details } : { action, ...event },
    );
  };
  if (wait > 0) {
    if (firstBeyond) await refuse(true);
    throw tooManyAttempts(wait);
  }
  const done = await db.transaction(async (tx) => {
    const factor = unconfirmed
      ? await takeAppCode(tx, context, code, false)
      : ((await takeAppCode(tx, context, code, true)) ?? (await takeRecoveryCode(tx, caller.id, code)));
    return factor && { result: await change(tx, factor) };
  });
  if (done) {
    await attempts.forget("second-factor", caller.id);
    return done.result;
  }
  await refuse(false);
  throw new PatchbayError("invalid", "Nothing was changed.", {
    fields: {
      code: ["This code is not right, or was used already. The app shows another one every 30 seconds."],
    },
  });
}

/** Takes a code of the app's. One of a step that was taken, or of an earlier one, is none (RFC 6238, section 5.2). */
async function takeAppCode(
  tx: Transaction,
  { cipher, caller }: Pick<Context<Member>, "cipher" | "caller">,
  code: string,
  confirmed: boolean,
): Promise<"app" | undefined> {
  const { confirmedAt, lastStep, userId } = secondFactor;
  const whose = and(eq(userId, caller.id), confirmed ? isNotNull(confirmedAt) : isNull(confirmedAt));
  const [kept] = await tx.select({ secret: secondFactor.secret }).from(secondFactor).where(whose);
  const step = kept && stepOf(cipher.decrypt(kept.secret, secretContext(caller.id)), code);
  if (step === undefined) return undefined;
  const [taken] = await tx
    .update(secondFactor)
    .set({ lastStep: step })
    .where(and(whose, or(isNull(lastStep), lt(lastStep, step))))
    .returning({ userId });
  return taken && "app";
}

async function takeRecoveryCode(
  tx: Transaction,
  userId: string,
  code: string,
): Promise<"recovery-code" | undefined> {
  const [taken] = await tx
    .delete(recoveryCode)
    .where(and(eq(recoveryCode.userId, userId), eq(recoveryCode.codeHash, hashToken(code))))
    .returning({ userId: recoveryCode.userId });
  return taken && "recovery-code";
}

/** How many recovery codes a member has left. */
export async function countRecoveryCodes(db: Pick<Database, "select">, userId: string): Promise<number> {
  const [left] = await db
    .select({ count: count() })
    .from(recoveryCode)
    .where(eq(recoveryCode.userId, userId));
  return left?.count ?? 0;
}
