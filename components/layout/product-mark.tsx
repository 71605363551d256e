import { cx } from "@/components/ui/class-names";

/** Two sockets and the cable between them. Decorative: the product's name stands beside it or names the link. */
export function ProductMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className={cx("size-6 shrink-0", className)}>
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <g fill="none" strokeWidth="2" strokeLinecap="round" className="stroke-accent-foreground">
        <circle cx="7.5" cy="7.5" r="2.5" />
        <circle cx="16.5" cy="16.5" r="2.5" />
        <path d="M7.5 10C7.5 15.5 16.5 8.5 16.5 14" />
      </g>
    </svg>
  );
}
