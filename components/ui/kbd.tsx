import type { ComponentProps } from "react";
import { cx } from "./class-names";

export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={cx(
        "inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-border bg-inset px-1",
        "font-mono text-[0.6875rem] text-muted leading-none",
        className,
      )}
      {...props}
    />
  );
}
