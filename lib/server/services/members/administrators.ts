import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../../db/client";
import { LOCKS } from "../../db/locks";
import { user } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";

export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/**
 * Makes a change to who can sign in as what, one at a time over all processes, and takes it back where it would leave
 * no administrator. The lock ends with the transaction, so that it holds through a pooler too.
 * @throws PatchbayError `conflict`
 */
export function changeMembers<Result>(
  db: Database,
  change: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.members})`);
    const result = await change(tx);
    const [left] = await tx
      .select({ id: user.id })
      .from(user)
      .where(and(eq(user.role, "administrator"), isNull(user.disabledAt)))
      .limit(1);
    if (left) return result;
    throw new PatchbayError(
      "conflict",
      "This is the last administrator, without whom nobody could manage the console. Make somebody else an administrator first.",
    );
  });
}
