import { Badge, type Tone } from "@/components/ui/badge";
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleDotDashed,
  CircleSlash,
  Eye,
  type IconComponent,
  TimerOff,
} from "@/components/ui/icons";
import type { LinkState } from "@/lib/contracts/link";
import { LINK_STATE_LABELS } from "@/lib/words/labels";

const LOOKS: Record<LinkState, { tone: Tone; icon: IconComponent }> = {
  "not-opened": { tone: "neutral", icon: CircleDashed },
  opened: { tone: "info", icon: Eye },
  "partly-connected": { tone: "caution", icon: CircleDotDashed },
  connected: { tone: "positive", icon: CircleCheck },
  expired: { tone: "negative", icon: TimerOff },
  revoked: { tone: "neutral", icon: Ban },
  emptied: { tone: "neutral", icon: CircleSlash },
};

/** How far a connect link has come: icon, word and colour. */
export function LinkStateBadge({ state }: { state: LinkState }) {
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      <span>{LINK_STATE_LABELS[state]}</span>
    </Badge>
  );
}
