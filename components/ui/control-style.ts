/** What text fields have in common. */
export const controlStyle =
  "w-full rounded-md border border-border-strong bg-surface px-2.5 text-sm text-foreground shadow-low " +
  "transition-colors duration-100 hover:border-muted read-only:bg-inset disabled:opacity-60 " +
  "focus-visible:outline-offset-0 focus-visible:border-transparent aria-invalid:border-negative " +
  "pointer-coarse:text-base";
