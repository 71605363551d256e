"use client";

import { type DehydratedState, HydrationBoundary } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { byBrowsersClock } from "@/lib/clock";

/** What the server has read for a page, with its age told by the browser's clock, by which the cache reckons. */
export function Prefetched({ state, children }: { state: DehydratedState; children: ReactNode }) {
  const dated = useMemo(() => withBrowserTimes(state), [state]);
  return <HydrationBoundary state={dated}>{children}</HydrationBoundary>;
}

function withBrowserTimes(state: DehydratedState): DehydratedState {
  const queries = state.queries.map((query) => ({
    ...query,
    state: { ...query.state, dataUpdatedAt: byBrowsersClock(query.state.dataUpdatedAt) },
  }));
  return { ...state, queries };
}
