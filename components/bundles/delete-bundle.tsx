import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { Bundle } from "@/lib/contracts/bundle";
import { useDeleteBundle } from "@/lib/queries/bundles";

/** Deletes a bundle, after a question that says what stays. */
export function DeleteBundle({ bundle: { id, name } }: { bundle: Bundle }) {
  const { trigger, overlay, show } = useOverlay(alertDialog);
  const remove = useDeleteBundle();
  const ask = () => {
    remove.reset();
    show(true);
  };
  return (
    <>
      <Button {...trigger} size="small" aria-label={`Delete ${name}`} onClick={ask}>
        Delete
      </Button>
      <LazyOverlay overlay={overlay}>
        {(AlertDialog, props) => (
          <AlertDialog
            {...props}
            title={`Delete ${name}?`}
            description="It can be given to nobody any more. The instances that were made by it stay, and so do their server URLs."
            confirmLabel="Delete bundle"
            cancelLabel="Keep it"
            busy={remove.isPending}
            onConfirm={() => remove.mutate(id, { onSuccess: () => show(false) })}
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
