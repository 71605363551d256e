import type { UpdateMemberRequest } from "@/lib/contracts/member-list";
import { recordAudit } from "../../audit/record";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { changeMembers } from "./administrators";
import { changeMember } from "./change";
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
      const entries = await changeMember(tx, before, { role, isDisabled });
      if (entries.length > 0) await recordAudit(tx, context, ...entries);
    });
    return { member: await readListedMember(context, id) };
  },
);
