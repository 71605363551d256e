"use client";

import { CloudOff, History } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Badge } from "@/components/ui/badge";
import { cx } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Instance } from "@/lib/contracts/instance";
import type { Density } from "./view";

/** In milliseconds. An older state says how old it is. */
const FRESH_FOR = 60 * 60 * 1000;

/** An instance's state, and its age where that is more than an hour; in a compact list, where there is room for it. */
export function StatusCell({ instance, density }: { instance: Instance; density: Density }) {
  const { status, statusCheckedAt, missing } = instance;
  const stale = useStale(statusCheckedAt);
  const compact = density === "compact";
  return (
    <>
      {missing ? (
        <Badge tone="negative">
          <CloudOff aria-hidden />
          Gone at the upstream
        </Badge>
      ) : (
        <StatusBadge status={status} />
      )}
      {stale && statusCheckedAt && (
        <span className="relative z-10 inline-flex min-w-0 items-center text-muted text-xs">
          {compact && <History aria-hidden className="hidden size-3.5 shrink-0 @4xl:block @6xl:hidden" />}
          <span className={cx("truncate", compact && "@4xl:sr-only @6xl:not-sr-only")}>
            checked <RelativeTime dateTime={statusCheckedAt} />
          </span>
        </span>
      )}
    </>
  );
}

const never = () => () => {};

/** The server does not know the reader's clock, so it calls nothing stale. */
function useStale(checkedAt: string | null): boolean {
  return useSyncExternalStore(
    never,
    () => checkedAt !== null && Date.now() - Date.parse(checkedAt) > FRESH_FOR,
    () => false,
  );
}
