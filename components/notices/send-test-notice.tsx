import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { NoticesTested } from "@/lib/contracts/notice";
import { useSendTestNotice } from "@/lib/queries/notices";

/** Tells oneself, by each way that is saved, that it works. */
export function SendTestNotice() {
  const { mutate, isPending } = useSendTestNotice();
  const send = () =>
    mutate(undefined, {
      onSuccess: sayResults,
      onError: ({ message }) =>
        toast({ kind: "negative", title: "The test was not sent", description: message }),
    });
  return (
    <Button onClick={send} busy={isPending} busyLabel="Sending a test">
      Send a test
    </Button>
  );
}

function sayResults({ results }: NoticesTested): void {
  for (const { channel, sent, reason } of results) {
    const way = channel === "mail" ? "By mail" : "By the incoming webhook";
    toast(
      sent
        ? { kind: "positive", title: `${way}: sent` }
        : { kind: "negative", title: `${way}: not sent`, ...(reason && { description: reason }) },
    );
  }
}
