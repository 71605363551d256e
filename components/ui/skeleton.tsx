import { cx } from "./class-names";

/** The place of something that is on its way. The region around it says in words what is awaited. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx("animate-pulse rounded-md bg-hover", className)} />;
}
