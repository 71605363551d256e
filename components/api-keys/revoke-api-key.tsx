import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { toast } from "@/components/ui/toast";
import type { ApiKey } from "@/lib/contracts/api-key";
import { useRevokeApiKey } from "@/lib/queries/api-keys";

/** Ends a key, after a question that says what stops working. */
export function RevokeApiKey({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const { trigger, overlay, show } = useOverlay(alertDialog);
  const revoke = useRevokeApiKey();

  const ask = () => {
    revoke.reset();
    show(true);
  };
  const confirm = () =>
    revoke.mutate(id, {
      onSuccess: () => {
        show(false);
        toast({ kind: "positive", title: "API key revoked", description: `${name} opens nothing any more.` });
      },
    });

  return (
    <>
      <Button {...trigger} size="small" aria-label={`Revoke ${name}`} onClick={ask}>
        Revoke
      </Button>
      <LazyOverlay overlay={overlay}>
        {(AlertDialog, props) => (
          <AlertDialog
            {...props}
            title={`Revoke ${name}?`}
            description="Whatever uses this key is refused at once, also work that it began and that is not finished. It cannot be brought back. Instances made with it stay, and so do their server URLs."
            confirmLabel="Revoke key"
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
