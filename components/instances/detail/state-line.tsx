import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/class-names";
import { RotateCw } from "@/components/ui/icons";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { byServersClock } from "@/lib/clock";
import type { Instance } from "@/lib/contracts/instance";
import { standingOf } from "@/lib/contracts/terms/status";
import { connectionQuery } from "@/lib/queries/instances";
import { STANDING_LABELS } from "@/lib/words/labels";
import { isUnanswered } from "./state-age";

/** The state, how old it is, and a button that asks for it anew. */
export function StateLine({ instance }: { instance: Instance }) {
  const { statusCheckedAt } = instance;
  const check = useQuery({ ...connectionQuery(instance.id), enabled: false });
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");
  const answeredAt = check.dataUpdatedAt && byServersClock(check.dataUpdatedAt);
  const unanswered = check.error !== null || isUnanswered(statusCheckedAt, answeredAt);

  const refresh = async () => {
    setAsking(true);
    setSaid("");
    const { data, error } = await check.refetch();
    setAsking(false);
    if (data && !error) setSaid(`Checked: ${STANDING_LABELS[standingOf(data.instance)]}`);
  };

  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <StatusBadge status={standingOf(instance)} />
      <span className={cx("text-xs", unanswered ? "text-caution" : "text-muted")}>
        {unanswered && <span>The upstream did not answer. </span>}
        {statusCheckedAt ? (
          <span>
            Checked <RelativeTime dateTime={statusCheckedAt} />
          </span>
        ) : (
          <span>Never checked</span>
        )}
      </span>
      <Button
        size="small"
        aria-label="Refresh state"
        aria-disabled={asking || undefined}
        onClick={asking ? undefined : refresh}
      >
        {/* It turns at the first look as well, which nobody pressed for. */}
        <RotateCw
          aria-hidden
          className={cx((asking || (check.isFetching && !check.isFetchedAfterMount)) && "animate-spin")}
        />
        <span className="max-sm:hidden">Refresh</span>
      </Button>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </div>
  );
}
