import { cx } from "./class-names";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
/** `icon` and `icon-small` are square, for an icon without words; they need an `aria-label`. */
export type ButtonSize = "small" | "medium" | "large" | "icon" | "icon-small";

const BASE =
  "relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap " +
  "select-none transition-colors duration-100 disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-accent-foreground not-disabled:hover:bg-accent-hover",
  secondary: "border-border bg-surface text-foreground shadow-low not-disabled:hover:bg-hover",
  ghost: "border-transparent text-muted not-disabled:hover:bg-hover not-disabled:hover:text-foreground",
  danger:
    "border-transparent bg-negative-fill text-negative-foreground not-disabled:hover:bg-negative-fill-hover",
};

const SIZES: Record<ButtonSize, string> = {
  small: "h-7 px-2.5 text-xs pointer-coarse:h-10",
  medium: "h-8 px-3 text-sm pointer-coarse:h-10",
  large: "h-10 px-4 text-sm pointer-coarse:h-11",
  icon: "size-8 pointer-coarse:size-10",
  "icon-small": "size-7 pointer-coarse:size-10",
};

/** The look of a button, for whatever element bears it. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return cx(BASE, VARIANTS[variant], SIZES[size], className);
}
