import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { Invitation } from "@/lib/contracts/member-list";
import { useWithdrawInvitation } from "@/lib/queries/members";
import { ROLE_LABELS } from "@/lib/words/labels";

/** Somebody who is invited. An invitation is easily made anew, so that no question is asked before it is withdrawn. */
export function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { id, email, role, invitedBy, expiresAt, isOver } = invitation;
  const withdraw = useWithdrawInvitation();
  const onClick = () =>
    withdraw.mutate(id, {
      onSuccess: () => toast({ kind: "positive", title: "Invitation withdrawn", description: email }),
      onError: ({ message }) =>
        toast({ kind: "negative", title: "It was not withdrawn", description: message }),
    });
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
      <Button
        size="small"
        aria-label={`Withdraw the invitation of ${email}`}
        busy={withdraw.isPending}
        busyLabel="Withdrawing"
        onClick={onClick}
      >
        Withdraw
      </Button>
    </li>
  );
}
