"use client";

import { useQuery } from "@tanstack/react-query";
import { PageLink } from "@/components/ui/page-link";
import { savedViewPath } from "@/lib/paths";
import { viewsQuery } from "@/lib/queries/views";

/** The member's saved views of the list of instances, below the way to it. */
export function SavedViews({ onNavigate }: { onNavigate?: (() => void) | undefined }) {
  const { data } = useQuery(viewsQuery);
  if (!data?.views.length) return null;
  return (
    <ul aria-label="Saved views" className="my-0.5 ml-4 border-border border-l pl-2">
      {data.views.map(({ id, name, search }) => (
        <li key={id}>
          <PageLink
            href={savedViewPath(search)}
            title={name}
            {...(onNavigate && { onClick: onNavigate })}
            className="block truncate rounded-md px-2 py-1 text-muted text-sm transition-colors duration-100 hover:bg-hover hover:text-foreground pointer-coarse:py-2.5"
          >
            {name}
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
