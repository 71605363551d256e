import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Delivery } from "@/lib/contracts/webhook";
import { useRedeliver } from "@/lib/queries/webhooks";
import { sayOutcome } from "./say-outcome";

/** Sends a delivery once more. */
export function Redeliver({ webhookId, delivery }: { webhookId: string; delivery: Delivery }) {
  const { mutate, isPending } = useRedeliver(webhookId);
  const send = () =>
    mutate(delivery.id, {
      onSuccess: sayOutcome,
      onError: ({ message }) => toast({ kind: "negative", title: "It was not sent", description: message }),
    });
  return (
    <Button
      size="small"
      onClick={send}
      busy={isPending}
      busyLabel="Sending it again"
      aria-label={`Send again: ${delivery.type}`}
    >
      Send again
    </Button>
  );
}
