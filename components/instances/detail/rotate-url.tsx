import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import { useRotateUrl } from "@/lib/queries/rules";
import { usageQuery } from "@/lib/queries/usage";

/** Gives an instance another URL, for one that fell into the wrong hands. The account stays connected. */
export function RotateUrl({ instance: { id, serverName, userId } }: { instance: Instance }) {
  const { data } = useQuery(usageQuery(id));
  const { trigger, overlay, show } = useOverlay(alertDialog);
  const rotate = useRotateUrl(id);
  if (!data?.isKept) return null;
  return (
    <>
      <Button {...trigger} size="small">
        Change the URL
      </Button>
      <LazyOverlay overlay={overlay}>
        {(AlertDialog, props) => (
          <AlertDialog
            {...props}
            title="Change the server URL?"
            description={`The URL of before and its read-only address stop working at once, in every agent of ${userId} that uses ${serverName} by them. The account stays connected.`}
            confirmLabel="Change URL"
            busy={rotate.isPending}
            onConfirm={() =>
              rotate.mutate(undefined, {
                onSuccess: () =>
                  toast({
                    kind: "positive",
                    title: "The URL was changed",
                    description: "Copy it, and give it to the agents again.",
                  }),
                onError: ({ message }) =>
                  toast({ kind: "negative", title: "The URL was not changed", description: message }),
                onSettled: () => show(false),
              })
            }
          />
        )}
      </LazyOverlay>
    </>
  );
}
