import type { ComponentProps } from "react";
import { cx } from "./class-names";

/** A panel. Pad what is inside with `CardHeader` and `CardBody`, so that lists and code can run to its edges. */
export function Card({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      className={cx("min-w-0 overflow-clip rounded-lg border border-border bg-surface shadow-low", className)}
      {...props}
    />
  );
}

export function CardHeader({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cx(
        "flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-border border-b px-4 py-2",
        className,
      )}
      {...props}
    />
  );
}

export function CardTitle({ className, children, ...props }: ComponentProps<"h2">) {
  return (
    <h2 className={cx("font-semibold text-sm", className)} {...props}>
      {children}
    </h2>
  );
}

export function CardBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={cx("p-4", className)} {...props} />;
}
