import { eq, lt } from "drizzle-orm";
import { hashToken } from "../../../cipher";
import type { Database } from "../../../db/client";
import { sandboxCode } from "../../../db/schema/engine";

/** How long a code can be exchanged, in milliseconds. */
const CODE_LIFETIME = 60 * 1000;

/** What a code was granted for; the exchange has to match all of it. */
type Grant = { clientId: string; redirectUri: string; scope: string; codeChallenge: string };

/** Keeps a grant under its code's hash, and lets go of codes that nobody exchanged. */
export async function storeGrant(db: Database, code: string, grant: Grant): Promise<void> {
  const now = Date.now();
  await db.transaction(async (tx) => {
    await tx.delete(sandboxCode).where(lt(sandboxCode.expiresAt, new Date(now)));
    await tx
      .insert(sandboxCode)
      .values({ ...grant, codeHash: hashToken(code), expiresAt: new Date(now + CODE_LIFETIME) });
  });
}

/** Takes a grant out, whatever comes of it: a code has one try. Undefined where it is unknown, used or expired. */
export async function takeGrant(db: Database, code: string): Promise<Grant | undefined> {
  const [taken] = await db
    .delete(sandboxCode)
    .where(eq(sandboxCode.codeHash, hashToken(code)))
    .returning();
  return taken && taken.expiresAt > new Date() ? taken : undefined;
}
