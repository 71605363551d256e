export type ToastMessage = {
  title: string;
  description?: string;
  kind?: "info" | "positive" | "negative";
  action?: { label: string; onSelect: () => void };
};

type Receiver = (message: ToastMessage) => void;

const waiting: ToastMessage[] = [];
let receiver: Receiver | undefined;
let wake: (() => void) | undefined;

/**
 * Tells the person something that is over and needs no answer. What they have to act on belongs on the page, since a
 * toast leaves by itself; one with an action, and a failure, stays until it is dismissed.
 */
export function toast(message: ToastMessage): void {
  if (receiver) {
    receiver(message);
    return;
  }
  waiting.push(message);
  wake?.();
}

/** Calls back when there is a toast to show and nothing yet to show it. Returns how to stop. */
export function onToastWaiting(listener: () => void): () => void {
  wake = listener;
  if (waiting.length > 0) listener();
  return () => {
    wake = undefined;
  };
}

/** Hands over what has waited, then each message as it comes. Returns how to stop. */
export function receiveToasts(next: Receiver): () => void {
  receiver = next;
  for (const message of waiting.splice(0)) next(message);
  return () => {
    receiver = undefined;
  };
}
