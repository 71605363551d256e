"use client";

import { useId } from "react";
import { Alert } from "@/components/ui/alert";
import { MakeDialog } from "@/components/ui/make-dialog";
import { useInviteMember } from "@/lib/queries/members";
import { InviteForm } from "./invite-form";
import { SecretLink } from "./secret-link";

type InviteDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Invites a member, and shows the link the one time that it can be shown. */
export function InviteDialog(dialog: InviteDialogProps) {
  const formId = useId();
  const { data: made, isPending, mutateAsync } = useInviteMember();
  return (
    <MakeDialog
      {...dialog}
      made={made !== undefined}
      title={made ? `Invitation for ${made.invitation.email}` : "Invite a member"}
      description={
        made
          ? "Send it to them by a way that only they read. It works once, for a week."
          : "You get a link to send. Whoever opens it chooses a name and a password."
      }
      makes={{ form: formId }}
      submitLabel="Make the link"
      busyLabel="Inviting"
      busy={isPending}
    >
      {made ? (
        <>
          {made.mailed && (
            <Alert
              kind={made.mailed.sent ? "positive" : "caution"}
              title={made.mailed.sent ? "It was mailed" : "It was not mailed"}
              className="mb-4"
            >
              {made.mailed.reason}
            </Alert>
          )}
          <SecretLink label="Invitation link" url={made.url} />
        </>
      ) : (
        <InviteForm id={formId} onSubmit={mutateAsync} />
      )}
    </MakeDialog>
  );
}
