import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { Webhook } from "@/lib/contracts/webhook";
import { useUpdateWebhook } from "@/lib/queries/webhooks";
import { disabledWords } from "@/lib/words/webhooks";

/** What is wrong with an endpoint, and the way back where nothing is sent to it. */
export function WebhookStateAlert({ webhook }: { webhook: Webhook }) {
  const { id, state, disabledBecause, failingSince } = webhook;
  const { mutate, isPending } = useUpdateWebhook(id);
  const enable = () =>
    mutate(
      { isEnabled: true },
      {
        onError: ({ message }) =>
          toast({ kind: "negative", title: "It was not enabled", description: message }),
      },
    );
  if (state === "active") return null;
  if (state === "failing") {
    return (
      <Alert kind="caution" title="The latest attempts failed">
        Nothing was taken {failingSince && <RelativeTime dateTime={failingSince} />}. Each event is sent
        again, later and later, for three days; an endpoint that fails for five days is disabled.
      </Alert>
    );
  }
  return (
    <Alert kind="negative" title="This webhook is disabled">
      <p>{disabledWords(disabledBecause)} What waits for it is sent once it is enabled.</p>
      <Button className="mt-3" onClick={enable} busy={isPending} busyLabel="Enabling it">
        Enable it
      </Button>
    </Alert>
  );
}
