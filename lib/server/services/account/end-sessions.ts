import { and, eq, ne, type SQL } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import type { Context, Member } from "../../context";
import { session } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";

/** Ends one of one's own sessions. @throws PatchbayError `not-found` also for a session of somebody else's */
export const endSession = verb("session.end", ["member"], async (context, { id }: { id: string }) => {
  const ended = await end(context, eq(session.id, id));
  if (ended === 0) throw new PatchbayError("not-found", "There is no such session any more.");
  return { ended };
});

/** Ends all of one's own sessions but the one that asks. */
export const endOtherSessions = verb("session.end", ["member"], async (context) => ({
  ended: await end(context, ne(session.id, context.caller.session ?? "")),
}));

function end(context: Context<Member>, which: SQL): Promise<number> {
  const { db, caller } = context;
  return db.transaction(async (tx) => {
    const gone = await tx
      .delete(session)
      .where(and(eq(session.userId, caller.id), which))
      .returning({ id: session.id });
    if (gone.length === 0) return 0;
    const details = { others: gone.length };
    await recordAudit(tx, context, { action: "session.end", subject: caller.id, details });
    return gone.length;
  });
}
