import { eq } from "drizzle-orm";
import type { UpdateMemberRequest } from "@/lib/contracts/member-list";
import { recordAudit } from "../../audit/record";
import { session, user } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { changeMembers } from "./administrators";
import { holdMember, readListedMember } from "./find";

/**
 * Gives a member another role, disables them or enables them again. Both count from their next request on; who is
 * disabled is signed out everywhere, and their API keys open nothing.
 * @throws PatchbayError `conflict` where no administrator would be left
 */
export const updateMember = verb(
  "member.update",
  ["member"],
  async (context, { id, role, isDisabled }: UpdateMemberRequest & { id: string }) => {
    if (isDisabled && id === context.caller.id) {
      throw new PatchbayError("conflict", "You cannot disable yourself. Ask another administrator.");
    }
    await changeMembers(context.db, async (tx) => {
      const before = await holdMember(tx, id);
      const wasDisabled = before.disabledAt !== null;
      const newRole = role !== undefined && role !== before.role;
      const newState = isDisabled !== undefined && isDisabled !== wasDisabled;
      if (!newRole && !newState) return;
      await tx
        .update(user)
        .set({
          updatedAt: new Date(),
          ...(newRole && { role }),
          ...(newState && { disabledAt: isDisabled ? new Date() : null }),
        })
        .where(eq(user.id, id));
      if (newState && isDisabled) await tx.delete(session).where(eq(session.userId, id));
      const details = {
        email: before.email,
        ...(newRole && { role: { from: before.role, to: role } }),
        ...(newState && { isDisabled: { from: wasDisabled, to: isDisabled } }),
      };
      await recordAudit(tx, context, { action: "member.update", subject: id, details });
    });
    return { member: await readListedMember(context, id) };
  },
);
