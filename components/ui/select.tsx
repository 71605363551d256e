import type { ComponentProps } from "react";
import { cx } from "./class-names";
import { controlStyle } from "./control-style";
import { ChevronDown } from "./icons";

/** The browser's own choice among a few, which phones show in their own way. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return (
    <span className={cx("relative flex", className)}>
      {/* To the style sheet every select is read-only, and would look like it. */}
      <select
        className={cx(controlStyle, "h-9 appearance-none bg-surface! pr-9 pointer-coarse:h-11")}
        {...props}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-muted"
      />
    </span>
  );
}
