import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { hashToken } from "../../../cipher";
import type { Database } from "../../../db/client";
import { sandboxCode } from "../../../db/schema/sandbox";
import { TICKET_LIFETIME } from "./ticket";

/** How long a code can be exchanged, in milliseconds. */
const CODE_LIFETIME = 60 * 1000;
/**
 * Whoever comes may ask for consent and grant it, so that no more is kept of it than hundreds of people can do within the
 * life of a ticket.
 */
export const MOST_GRANTS = 10_000;

/** What a code was granted for; the exchange has to match all of it. */
type Grant = { clientId: string; redirectUri: string; scope: string; codeChallenge: string };

/**
 * Keeps a grant under its code's hash, and lets go of those whose time is over. Answers false where the ticket has
 * granted before, or too many are kept.
 */
export async function storeGrant(db: Database, code: string, ticket: string, grant: Grant): Promise<boolean> {
  const now = Date.now();
  return db.transaction(async (tx) => {
    await tx
      .delete(sandboxCode)
      .where(lt(sql`coalesce(${sandboxCode.keptUntil}, ${sandboxCode.expiresAt})`, new Date(now)));
    if ((await tx.$count(sandboxCode)) >= MOST_GRANTS) return false;
    const stored = await tx
      .insert(sandboxCode)
      .values({
        ...grant,
        codeHash: hashToken(code),
        ticketHash: hashToken(ticket),
        expiresAt: new Date(now + CODE_LIFETIME),
        keptUntil: new Date(now + TICKET_LIFETIME),
      })
      .onConflictDoNothing()
      .returning({ codeHash: sandboxCode.codeHash });
    return stored.length > 0;
  });
}

/** Takes a grant out, whatever comes of it: a code has one try. Undefined where it is unknown, used or expired. */
export async function takeGrant(db: Database, code: string): Promise<Grant | undefined> {
  const [taken] = await db
    .update(sandboxCode)
    .set({ takenAt: new Date() })
    .where(and(eq(sandboxCode.codeHash, hashToken(code)), isNull(sandboxCode.takenAt)))
    .returning();
  return taken && taken.expiresAt > new Date() ? taken : undefined;
}
