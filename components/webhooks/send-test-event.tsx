import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useSendTestEvent } from "@/lib/queries/webhooks";
import { sayOutcome } from "./say-outcome";

/** Sends an event that says nothing but that it is a test. */
export function SendTestEvent({ id }: { id: string }) {
  const { mutate, isPending } = useSendTestEvent(id);
  const send = () =>
    mutate(undefined, {
      onSuccess: sayOutcome,
      onError: ({ message }) =>
        toast({ kind: "negative", title: "The test was not sent", description: message }),
    });
  return (
    <Button variant="primary" onClick={send} busy={isPending} busyLabel="Sending a test event">
      Send a test event
    </Button>
  );
}
