import { and, eq, isNotNull } from "drizzle-orm";
import type { Database } from "./client";
import { secondFactor } from "./schema/auth";
import { organisation } from "./schema/organisation";

type SignInRules = { requiresSecondFactor: boolean; allowsPasswords: boolean };

/** What holds for whoever signs in: where nobody has said otherwise, a password is enough. */
export async function readRules(db: Pick<Database, "select">): Promise<SignInRules> {
  const { requiresSecondFactor, allowsPasswords } = organisation;
  const [row] = await db.select({ requiresSecondFactor, allowsPasswords }).from(organisation);
  return row ?? { requiresSecondFactor: false, allowsPasswords: true };
}

/** Keeps the rules as they are to the end of the transaction. */
export async function holdRules(tx: Pick<Database, "select">): Promise<void> {
  await tx.select({ id: organisation.id }).from(organisation).for("update");
}

/** Whether a member has a second factor that is set up to its end. */
export async function hasSecondFactor(db: Pick<Database, "select">, userId: string): Promise<boolean> {
  const [found] = await db
    .select({ userId: secondFactor.userId })
    .from(secondFactor)
    .where(and(eq(secondFactor.userId, userId), isNotNull(secondFactor.confirmedAt)));
  return found !== undefined;
}
