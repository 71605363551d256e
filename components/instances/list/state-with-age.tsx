"use client";

import { useSyncExternalStore } from "react";
import { cx } from "@/components/ui/class-names";
import { History } from "@/components/ui/icons";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { serverNow } from "@/lib/clock";
import type { Instance } from "@/lib/contracts/instance";
import { standingOf } from "@/lib/contracts/terms/status";
import type { Density } from "./search-params";
import { isStale } from "./stale";

/** An instance's state, and its age where that is more than an hour; in a compact list, where there is room for it. */
export function StateWithAge({ instance, density }: { instance: Instance; density: Density }) {
  const { statusCheckedAt } = instance;
  const stale = useStale(instance);
  const compact = density === "compact";
  return (
    <>
      <StatusBadge status={standingOf(instance)} />
      {stale && (
        <span className="relative z-10 inline-flex min-w-0 items-center text-muted text-xs">
          {compact && <History aria-hidden className="hidden size-3.5 shrink-0 @4xl:block @6xl:hidden" />}
          <span className={cx("truncate", compact && "@4xl:sr-only @6xl:not-sr-only")}>
            {statusCheckedAt ? (
              <span>
                checked <RelativeTime dateTime={statusCheckedAt} />
              </span>
            ) : (
              <span>never checked</span>
            )}
          </span>
        </span>
      )}
    </>
  );
}

const never = () => () => {};

/** Told in the browser, where the time goes on. */
function useStale(instance: Instance): boolean {
  return useSyncExternalStore(
    never,
    () => isStale(instance, serverNow()),
    () => false,
  );
}
