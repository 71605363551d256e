"use client";

import { lazyCode } from "@/components/ui/lazy-code";
import { LazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import type { Outcome } from "./result-panel";

/** What shows a result. Most of those who come to the page fill in a form before they see one. */
export const resultPanel = lazyCode(() => import("./result-panel").then((module) => module.ResultPanel));

export function LateResultPanel({ outcome }: { outcome: Outcome }) {
  return (
    <LazyPart code={resultPanel} loading={<Skeleton className="m-4 h-96" />}>
      {(ResultPanel) => <ResultPanel outcome={outcome} />}
    </LazyPart>
  );
}
