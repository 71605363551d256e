import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { toast } from "@/components/ui/toast";
import type { Link } from "@/lib/contracts/link";
import { useRevokeLink } from "@/lib/queries/links";

/** Ends a link, after a question that says what stops working. */
export function RevokeLink({ link }: { link: Link }) {
  const { trigger, overlay, show } = useOverlay(alertDialog);
  const revoke = useRevokeLink();

  const ask = () => {
    revoke.reset();
    show(true);
  };
  const confirm = () =>
    revoke.mutate(link.id, {
      onSuccess: () => {
        show(false);
        toast({ kind: "positive", title: "Link revoked", description: `${link.person} cannot open it now.` });
      },
    });

  return (
    <>
      <Button {...trigger} size="small" aria-label={`Revoke the link for ${link.person}`} onClick={ask}>
        Revoke
      </Button>
      <LazyOverlay overlay={overlay}>
        {(AlertDialog, props) => (
          <AlertDialog
            {...props}
            title={`Revoke the link for ${link.person}?`}
            description="It stops working at once, also where it is open just now, and cannot be brought back. Accounts that were connected with it stay connected."
            confirmLabel="Revoke link"
            cancelLabel="Keep it"
            busy={revoke.isPending}
            onConfirm={confirm}
          >
            {revoke.error && (
              <Alert kind="negative" title="It was not revoked">
                {revoke.error.message}
              </Alert>
            )}
          </AlertDialog>
        )}
      </LazyOverlay>
    </>
  );
}
