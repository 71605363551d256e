import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { invitation } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { serializeInvitation } from "./serialize";

/** Ends an invitation that nobody has accepted. @throws PatchbayError `not-found` where there is none any more */
export const withdrawInvitation = verb("member.withdraw", ["member"], (context, { id }: { id: string }) =>
  context.db.transaction(async (tx) => {
    const [row] = await tx
      .update(invitation)
      .set({ revokedAt: new Date() })
      .where(and(eq(invitation.id, id), isNull(invitation.acceptedAt), isNull(invitation.revokedAt)))
      .returning();
    if (!row) throw new PatchbayError("not-found", "There is no such invitation any more.");
    const details = { email: row.email };
    await recordAudit(tx, context, { action: "member.withdraw", subject: id, details });
    return { invitation: serializeInvitation(row, true) };
  }),
);
