import type { InstanceStatus } from "@/lib/contracts/status";
import { STATUS_LABELS } from "@/lib/words/labels";
import { Badge, type Tone } from "./badge";
import {
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleMinus,
  CircleSlash,
  type IconComponent,
  RotateCw,
} from "./icons";

const LOOKS: Record<InstanceStatus, { tone: Tone; icon: IconComponent }> = {
  connected: { tone: "positive", icon: CircleCheck },
  waiting: { tone: "caution", icon: CircleDashed },
  "needs-reauthorization": { tone: "negative", icon: RotateCw },
  "no-sign-in-needed": { tone: "info", icon: CircleMinus },
  revoked: { tone: "neutral", icon: CircleSlash },
  unknown: { tone: "neutral", icon: CircleHelp },
};

type StatusBadgeProps = {
  status: InstanceStatus;
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
      <span>{count === undefined ? STATUS_LABELS[status] : `${count} ${STATUS_LABELS[status]}`}</span>
    </Badge>
  );
}
