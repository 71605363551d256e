import { Button } from "@/components/ui/button";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { toast } from "@/components/ui/toast";
import { useDeleteServer } from "@/lib/queries/targets";

/** Deletes a server of the organisation's own, after a question. One that has instances is refused by the console. */
export function DeleteServer({ name }: { name: string }) {
  const { trigger, overlay, show } = useOverlay(alertDialog);
  const remove = useDeleteServer();
  return (
    <>
      <Button {...trigger} size="small" variant="ghost" aria-label={`Delete ${name}`}>
        Delete
      </Button>
      <LazyOverlay overlay={overlay}>
        {(AlertDialog, props) => (
          <AlertDialog
            {...props}
            title={`Delete ${name}?`}
            description="It is offered no longer, and its address, app and headers are forgotten. A server that has instances stays."
            confirmLabel="Delete server"
            busy={remove.isPending}
            onConfirm={() =>
              remove.mutate(name, {
                onSuccess: () => toast({ kind: "positive", title: `${name} was deleted` }),
                onError: ({ message }) =>
                  toast({ kind: "negative", title: `${name} was not deleted`, description: message }),
                onSettled: () => show(false),
              })
            }
          />
        )}
      </LazyOverlay>
    </>
  );
}
