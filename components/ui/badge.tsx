import type { ComponentProps } from "react";
import { cx } from "./class-names";

export type Tone = "neutral" | "accent" | "positive" | "caution" | "negative" | "info";

const TONES: Record<Tone, string> = {
  neutral: "bg-inset text-muted border-border",
  accent: "bg-accent-soft text-accent-text border-transparent",
  positive: "bg-positive-soft text-positive border-transparent",
  caution: "bg-caution-soft text-caution border-transparent",
  negative: "bg-negative-soft text-negative border-transparent",
  info: "bg-info-soft text-info border-transparent",
};

/** A word or two about the thing beside it. The tone repeats what the words say, and never replaces them. */
export function Badge({ tone = "neutral", className, ...props }: ComponentProps<"span"> & { tone?: Tone }) {
  return (
    <span
      className={cx(
        "inline-flex h-5 max-w-full items-center gap-1 rounded-full border px-2 font-medium text-xs whitespace-nowrap",
        "[&_svg]:size-3.5 [&_svg]:shrink-0",
        TONES[tone],
        className,
      )}
      {...props}
    />
  );
}
