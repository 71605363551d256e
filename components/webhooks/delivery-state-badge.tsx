import { Badge, type Tone } from "@/components/ui/badge";
import { CircleAlert, CircleCheck, type IconComponent, Send } from "@/components/ui/icons";
import type { DeliveryState } from "@/lib/contracts/webhook";
import { DELIVERY_STATE_LABELS } from "@/lib/words/webhooks";

const LOOKS: Record<DeliveryState, { tone: Tone; icon: IconComponent }> = {
  pending: { tone: "info", icon: Send },
  delivered: { tone: "positive", icon: CircleCheck },
  failed: { tone: "negative", icon: CircleAlert },
};

/** What became of a delivery; a state that this version does not know stands as it is. */
export function DeliveryStateBadge({ state }: { state: DeliveryState }) {
  const { tone, icon: Icon } = LOOKS[state] ?? LOOKS.pending;
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      <span>{DELIVERY_STATE_LABELS[state] ?? state}</span>
    </Badge>
  );
}
