import { AskedButton } from "@/components/ui/asked-button";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { Invitation } from "@/lib/contracts/member-list";
import { useWithdrawInvitation } from "@/lib/queries/members";
import { ROLE_LABELS } from "@/lib/words/labels";

/** Somebody who is invited, and the way to take that back. */
export function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { id, email, role, invitedBy, expiresAt, isOver } = invitation;
  const { mutateAsync } = useWithdrawInvitation();
  const withdraw = async () => {
    await mutateAsync(id);
    toast({ kind: "positive", title: "Invitation withdrawn", description: email });
  };
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1">
        <p className="break-words font-medium">{email}</p>
        <p className="text-muted text-xs">
          Invited by {invitedBy}, {isOver ? "and does not work any more" : "expires "}
          {!isOver && <RelativeTime dateTime={expiresAt} />}
        </p>
      </div>
      <Badge>{ROLE_LABELS[role]}</Badge>
      <AskedButton
        size="small"
        aria-label={`Withdraw the invitation of ${email}`}
        question={{
          title: `Withdraw the invitation of ${email}?`,
          description:
            "The link that was sent to them lets nobody in any more. They can be invited anew, by another link.",
          confirmLabel: "Withdraw invitation",
        }}
        failed="It was not withdrawn"
        act={withdraw}
      >
        Withdraw
      </AskedButton>
    </li>
  );
}
