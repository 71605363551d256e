import { eq } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { user } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { changeMembers } from "./administrators";
import { holdMember } from "./find";

/**
 * Takes a member away, with their password and their sessions. What they made stays; their API keys open nothing.
 * @throws PatchbayError `conflict` where no administrator would be left
 */
export const removeMember = verb("member.remove", ["member"], async (context, { id }: { id: string }) => {
  if (id === context.caller.id) {
    throw new PatchbayError("conflict", "You cannot remove yourself. Ask another administrator.");
  }
  return changeMembers(context.db, async (tx) => {
    const { email, name, role } = await holdMember(tx, id);
    await tx.delete(user).where(eq(user.id, id));
    const details = { email, name, role };
    await recordAudit(tx, context, { action: "member.remove", subject: id, details });
    return { email };
  });
});
