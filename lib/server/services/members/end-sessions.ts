import { eq } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { session } from "../../db/schema/auth";
import { verb } from "../../verb";
import { holdMember } from "./find";

/** Signs a member out everywhere. They may sign in again. */
export const endMemberSessions = verb("member.end-sessions", ["member"], (context, { id }: { id: string }) =>
  context.db.transaction(async (tx) => {
    await holdMember(tx, id);
    const gone = await tx.delete(session).where(eq(session.userId, id)).returning({ id: session.id });
    const details = { sessions: gone.length };
    await recordAudit(tx, context, { action: "member.end-sessions", subject: id, details });
    return { ended: gone.length };
  }),
);
