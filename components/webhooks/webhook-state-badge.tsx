import { Badge, type Tone } from "@/components/ui/badge";
import { Ban, CircleAlert, CircleCheck, type IconComponent } from "@/components/ui/icons";
import type { Webhook } from "@/lib/contracts/webhook";
import { WEBHOOK_STATE_LABELS } from "@/lib/words/webhooks";

const LOOKS: Record<Webhook["state"], { tone: Tone; icon: IconComponent }> = {
  active: { tone: "positive", icon: CircleCheck },
  failing: { tone: "caution", icon: CircleAlert },
  disabled: { tone: "negative", icon: Ban },
};

/** How an endpoint does: icon, word and colour. */
export function WebhookStateBadge({ state }: { state: Webhook["state"] }) {
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      <span>{WEBHOOK_STATE_LABELS[state]}</span>
    </Badge>
  );
}
