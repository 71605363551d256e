import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { CombinedUrl } from "@/lib/contracts/combined-url";
import { useRemoveCombinedUrl } from "@/lib/queries/combined-urls";
import { listWords } from "@/lib/words/list";

type RemoveCombinedUrlProps = { userId: string; combinedUrl: CombinedUrl };

/** Ends a combined URL, after a question that says what stays. */
export function RemoveCombinedUrl({ userId, combinedUrl: { id, serverNames } }: RemoveCombinedUrlProps) {
  const { trigger, overlay, show } = useOverlay(alertDialog);
  const remove = useRemoveCombinedUrl(userId);
  const ask = () => {
    remove.reset();
    show(true);
  };
  return (
    <>
      <Button
        {...trigger}
        size="small"
        aria-label={`Remove the combined URL of ${listWords(serverNames)}`}
        onClick={ask}
      >
        Remove
      </Button>
      <LazyOverlay overlay={overlay}>
        {(AlertDialog, props) => (
          <AlertDialog
            {...props}
            title="Remove this combined URL?"
            description={`Agents that use it find no tools any more. The instances of ${userId}, their own URLs and their accounts stay.`}
            confirmLabel="Remove URL"
            kind="danger"
            busy={remove.isPending}
            onConfirm={() => remove.mutate(id, { onSuccess: () => show(false) })}
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
