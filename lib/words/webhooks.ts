import type { EventType } from "@/lib/contracts/event";
import type { DeliveryState, Webhook } from "@/lib/contracts/webhook";

/** What has happened where an endpoint is told of it. */
export const EVENT_WORDS: Record<EventType, string> = {
  "api-key.expiring": "An API key ends soon.",
  "instance.created": "An instance was created, or taken into the record.",
  "instance.connected": "An account was connected.",
  "instance.needs-authorization": "An account has to be connected again.",
  "instance.gone": "An upstream does not know an instance any more.",
  "instance.deleted": "An instance was deleted.",
  "instance.url-changed": "A server URL was replaced, and the one before is dead.",
  "instance.expiring": "An account ends soon, and somebody has to sign in again.",
  "job.finished": "Work on many instances came to its end.",
  "job.stopped": "Work on many instances was stopped.",
  "link.created": "A connect link was made.",
  "link.expiring": "A connect link ends soon, with accounts left to connect.",
  "link.finished": "The last account of a connect link was connected.",
  "server.tool-changed": "A tool describes itself in another way than was approved.",
  "upstream.failing": "An upstream fails: half of its calls or more come to nothing.",
  "upstream.recovered": "An upstream that failed answers again.",
  "user.offboarded": "Everything was taken away from a user.",
  "webhook.disabled": "A webhook was disabled, because it failed for days or is gone.",
};

export const WEBHOOK_STATE_LABELS: Record<Webhook["state"], string> = {
  active: "Active",
  failing: "Failing",
  disabled: "Disabled",
};

export const DELIVERY_STATE_LABELS: Record<DeliveryState, string> = {
  pending: "On its way",
  delivered: "Delivered",
  failed: "Failed",
};

const DISABLED_WORDS: Record<NonNullable<Webhook["disabledBecause"]>, string> = {
  failing: "Every attempt failed for days, so that nothing is sent any more.",
  gone: "It answered that it is gone, so that nothing is sent any more.",
  "by-hand": "Somebody disabled it: nothing is sent.",
};

/** Why nothing is sent to an endpoint; one that a newer version wrote has no words here. */
export function disabledWords(because: Webhook["disabledBecause"]): string {
  return (because && DISABLED_WORDS[because]) ?? "Nothing is sent.";
}
