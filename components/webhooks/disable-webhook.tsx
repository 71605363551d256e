import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useUpdateWebhook } from "@/lib/queries/webhooks";

/** Stops sending to an endpoint, until it is enabled again. */
export function DisableWebhook({ id }: { id: string }) {
  const { mutate, isPending } = useUpdateWebhook(id);
  const disable = () =>
    mutate(
      { isEnabled: false },
      {
        onError: ({ message }) =>
          toast({ kind: "negative", title: "It was not disabled", description: message }),
      },
    );
  return (
    <Button onClick={disable} busy={isPending} busyLabel="Disabling it">
      Disable
    </Button>
  );
}
