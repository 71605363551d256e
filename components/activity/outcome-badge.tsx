import { Badge } from "@/components/ui/badge";
import type { Outcome } from "@/lib/contracts/history";
import { OUTCOME_LABELS } from "@/lib/words/labels";

/** How something ended, where it did not end well. */
export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return outcome === "succeeded" ? null : <Badge tone="negative">{OUTCOME_LABELS[outcome]}</Badge>;
}
