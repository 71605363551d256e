import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Unplug } from "@/components/ui/icons";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import { useDeauthorizeInstance } from "@/lib/queries/instances";
import { credentialWords } from "@/lib/words/credential-fate";

/** Takes the account away from an instance, after a question that says what stops working. */
export function RemoveAuthorization({ instance }: { instance: Instance }) {
  const { id, serverName, userId } = instance;
  const { trigger, overlay, show } = useOverlay(alertDialog);
  const remove = useDeauthorizeInstance();

  const ask = () => {
    remove.reset();
    show(true);
  };
  // Awaited: without an account there is nothing to remove, and this component is gone by the time that it is done.
  const confirm = async () => {
    const done = await remove.mutateAsync(id).catch(() => undefined);
    if (!done) return;
    show(false);
    const { instance: after, credential } = done;
    if (after.missing) {
      toast({ kind: "info", title: `${serverName} of ${userId} is gone at the upstream` });
      return;
    }
    toast({
      kind: credential.fate === "revoked" ? "positive" : "info",
      title: `${serverName} of ${userId} is not connected any more`,
      description: credentialWords(credential),
    });
  };

  return (
    <>
      <Button {...trigger} onClick={ask}>
        <Unplug aria-hidden /> Remove authorization
      </Button>
      <LazyOverlay overlay={overlay}>
        {(AlertDialog, props) => (
          <AlertDialog
            {...props}
            title={`Remove the authorization of ${serverName}?`}
            description={`The tools of this URL stop working at once for every agent that uses it on the account of ${userId}. The instance and its URL stay: connecting the account again makes them work again.`}
            confirmLabel="Remove authorization"
            busy={remove.isPending}
            onConfirm={confirm}
          >
            {remove.error && (
              <Alert kind="negative" title="It was not removed">
                {remove.error.message}
              </Alert>
            )}
          </AlertDialog>
        )}
      </LazyOverlay>
    </>
  );
}
