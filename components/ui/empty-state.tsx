import type { ReactNode } from "react";
import { cx } from "./class-names";
import type { IconComponent } from "./icons";

type EmptyStateProps = {
  icon?: IconComponent;
  title: ReactNode;
  /** What to do next. */
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

export function EmptyState({ icon: Icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={cx("flex flex-col items-center px-6 py-10 text-center", className)}>
      {Icon && (
        <span className="mb-3 flex size-9 items-center justify-center rounded-lg border border-border bg-inset text-muted">
          <Icon aria-hidden className="size-4.5" />
        </span>
      )}
      <p className="font-medium text-sm">{title}</p>
      {children && <div className="mt-1 max-w-[44ch] text-balance text-muted text-sm">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
