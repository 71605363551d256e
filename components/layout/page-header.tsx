import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  /** Beside the title, and no part of its name. */
  aside?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
};

/** A page's name and what it is for. */
export function PageHeader({ title, aside, description, actions }: PageHeaderProps) {
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex items-center gap-1.5">
          <h1 className="min-w-0 font-semibold text-xl tracking-tight">{title}</h1>
          {aside}
        </div>
        {description && <p className="mt-1 max-w-[72ch] text-muted text-sm">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
