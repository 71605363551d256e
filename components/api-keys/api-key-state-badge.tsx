import { Badge, type Tone } from "@/components/ui/badge";
import { Ban, CircleCheck, type IconComponent, TimerOff, UserX } from "@/components/ui/icons";
import type { ApiKeyState } from "@/lib/contracts/api-key";
import { API_KEY_STATE_LABELS } from "@/lib/words/labels";

const LOOKS: Record<ApiKeyState, { tone: Tone; icon: IconComponent }> = {
  active: { tone: "positive", icon: CircleCheck },
  expired: { tone: "negative", icon: TimerOff },
  revoked: { tone: "neutral", icon: Ban },
  ownerless: { tone: "negative", icon: UserX },
};

/** Whether a key opens anything: icon, word and colour. */
export function ApiKeyStateBadge({ state }: { state: ApiKeyState }) {
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      <span>{API_KEY_STATE_LABELS[state]}</span>
    </Badge>
  );
}
