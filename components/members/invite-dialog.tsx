"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useInviteMember } from "@/lib/queries/members";
import { InviteForm } from "./invite-form";
import { SecretLink } from "./secret-link";

type InviteDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Invites a member, and shows the link the one time that it can be shown. */
export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const formId = useId();
  const { data: made, isPending, mutateAsync } = useInviteMember();
  const close = () => onOpenChange(false);

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      // A press beside the dialog must not lose what was typed, or the link.
      closesOnOutsidePress={false}
      closesOnEscape={!made}
      title={made ? `Invitation for ${made.invitation.email}` : "Invite a member"}
      description={
        made
          ? "Send it to them by a way that only they read. It works once, for a week."
          : "You get a link to send. Whoever opens it chooses a name and a password."
      }
      footer={
        made ? (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" type="submit" form={formId} busy={isPending} busyLabel="Inviting">
              Make the link
            </Button>
          </>
        )
      }
    >
      {made ? (
        <SecretLink label="Invitation link" url={made.url} />
      ) : (
        <InviteForm id={formId} onSubmit={mutateAsync} />
      )}
    </Dialog>
  );
}
