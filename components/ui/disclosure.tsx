import type { ComponentProps, ReactNode } from "react";
import { cx } from "./class-names";
import { ChevronRight } from "./icons";

/** Something that can wait behind a line: the browser's own details, found by its page search too. */
export function Disclosure({
  summary,
  className,
  children,
  ...props
}: ComponentProps<"details"> & { summary: ReactNode }) {
  return (
    <details className={cx("group", className)} {...props}>
      <summary className="flex min-h-7 w-fit list-none items-center gap-1 rounded-sm text-muted text-sm hover:text-foreground pointer-coarse:min-h-10 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform duration-100 group-open:rotate-90" />
        {summary}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
