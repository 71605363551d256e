import { useRouter } from "next/navigation";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { PATHS } from "@/lib/paths";
import { useDeleteWebhook } from "@/lib/queries/webhooks";

/** Deletes an endpoint, after a question that says what is lost. */
export function DeleteWebhook({ id }: { id: string }) {
  const { trigger, overlay, show } = useOverlay(alertDialog);
  const { push } = useRouter();
  const remove = useDeleteWebhook();
  const ask = () => {
    remove.reset();
    show(true);
  };
  return (
    <>
      <Button {...trigger} onClick={ask}>
        Delete
      </Button>
      <LazyOverlay overlay={overlay}>
        {(AlertDialog, props) => (
          <AlertDialog
            {...props}
            title="Delete this webhook?"
            description="The endpoint is told nothing more, also not what waits for it. The list of its deliveries goes with it."
            confirmLabel="Delete webhook"
            cancelLabel="Keep it"
            busy={remove.isPending}
            onConfirm={() => remove.mutate(id, { onSuccess: () => push(PATHS.webhooks) })}
          >
            {remove.error && (
              <Alert kind="negative" title="It was not deleted">
                {remove.error.message}
              </Alert>
            )}
          </AlertDialog>
        )}
      </LazyOverlay>
    </>
  );
}
