import type { InstanceStanding } from "@/lib/contracts/terms/status";
import { STANDING_LABELS } from "@/lib/words/labels";
import { Badge, type Tone } from "./badge";
import {
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleMinus,
  CircleSlash,
  CloudOff,
  type IconComponent,
  RotateCw,
} from "./icons";

const LOOKS: Record<InstanceStanding, { tone: Tone; icon: IconComponent }> = {
  connected: { tone: "positive", icon: CircleCheck },
  waiting: { tone: "caution", icon: CircleDashed },
  "needs-reauthorization": { tone: "negative", icon: RotateCw },
  "no-sign-in-needed": { tone: "info", icon: CircleMinus },
  revoked: { tone: "neutral", icon: CircleSlash },
  unknown: { tone: "neutral", icon: CircleHelp },
  gone: { tone: "negative", icon: CloudOff },
};

type StatusBadgeProps = {
  status: InstanceStanding;
  /** How many are in it, where it speaks of several. */
  count?: number;
  className?: string;
};

/** An instance's sign-in state in the one vocabulary: icon, word and colour. */
export function StatusBadge({ status, count, className }: StatusBadgeProps) {
  const { tone, icon: Icon } = Object.hasOwn(LOOKS, status) ? LOOKS[status] : LOOKS.unknown;
  return (
    <Badge tone={tone} className={className}>
      <Icon aria-hidden />
      <span>{count === undefined ? STANDING_LABELS[status] : `${count} ${STANDING_LABELS[status]}`}</span>
    </Badge>
  );
}
