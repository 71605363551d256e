"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ListedMember } from "@/lib/contracts/member-list";
import { useMakePasswordLink } from "@/lib/queries/members";
import { SecretLink } from "./secret-link";

type PasswordLinkDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  member: ListedMember;
};

/** Makes a link by which a member chooses another password, and shows it the one time that it can be shown. */
export function PasswordLinkDialog({ open, onOpenChange, member }: PasswordLinkDialogProps) {
  const { data: made, isPending, mutate, error } = useMakePasswordLink();
  const close = () => onOpenChange(false);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      closesOnOutsidePress={!made}
      closesOnEscape={!made}
      title={made ? `Password link for ${member.name}` : `Make a password link for ${member.name}?`}
      description={
        made
          ? "Send it to them by a way that only they read. It works once, for 24 hours."
          : "With it they choose another password, which ends all of their sessions. Until then nothing changes. A link from before stops working."
      }
      footer={
        made ? (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              variant="primary"
              busy={isPending}
              busyLabel="Making the link"
              onClick={() => mutate(member.id)}
            >
              Make the link
            </Button>
          </>
        )
      }
    >
      {made && <SecretLink label="Password link" url={made.url} />}
      {error && (
        <Alert kind="negative" title="No link was made">
          {error.message}
        </Alert>
      )}
    </Dialog>
  );
}
