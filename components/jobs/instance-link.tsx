import type { ReactNode } from "react";
import { cx } from "@/components/ui/class-names";
import { PageLink } from "@/components/ui/page-link";
import { instancePath } from "@/lib/paths";

type InstanceLinkProps = {
  /** The record's id; null where there is no instance to lead to. */
  id: string | null;
  children: ReactNode;
  className?: string;
};

/** What an item of a job is about, as a link to the instance where there is one. */
export function InstanceLink({ id, children, className }: InstanceLinkProps) {
  if (id === null) return <span className={cx(className)}>{children}</span>;
  return (
    <PageLink href={instancePath(id)} className={cx("underline-offset-2 hover:underline", className)}>
      {children}
    </PageLink>
  );
}
