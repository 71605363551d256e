import type { Route } from "next";
import { ChevronLeft } from "./icons";
import { PageLink } from "./page-link";

/** Above a record's title: the way back to the list that it stands in. */
export function BackLink({ href, children }: { href: Route; children: string }) {
  return (
    <PageLink
      href={href}
      className="-ml-1 inline-flex min-h-6 items-center gap-0.5 rounded-sm text-muted text-sm hover:text-foreground pointer-coarse:min-h-10"
    >
      <ChevronLeft aria-hidden className="size-4" /> {children}
    </PageLink>
  );
}
