"use client";

import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { RowSkeletons } from "./row-skeletons";
import type { Density } from "./search-params";

type MoreRowsProps = {
  density: Density;
  loading: boolean;
  error: Error | null;
  onWanted: () => void;
};

/** So far below the window's edge does the next page begin to load. */
const AHEAD = "1200px";

/** The end of what has been loaded: coming near it loads the next page. */
export function MoreRows({ density, loading, error, onWanted }: MoreRowsProps) {
  const end = useRef<HTMLDivElement>(null);
  const idle = !loading && !error;

  useEffect(() => {
    if (!end.current || !idle) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onWanted(), {
      rootMargin: `0px 0px ${AHEAD}`,
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [idle, onWanted]);

  if (error) {
    return (
      <Alert
        kind="negative"
        title="The next page could not be read"
        actions={<Button onClick={onWanted}>Try again</Button>}
        className="m-4"
      >
        {error.message}
      </Alert>
    );
  }
  return (
    <div ref={end} className="border-border border-t">
      <VisuallyHidden role="status">{loading ? "Loading more instances" : ""}</VisuallyHidden>
      <RowSkeletons count={3} density={density} />
    </div>
  );
}
