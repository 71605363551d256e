"use client";

import { usePathname } from "next/navigation";
import { PageLink } from "@/components/ui/page-link";
import type { Role } from "@/lib/contracts/member";
import { PATHS } from "@/lib/paths";
import { destinationOf, destinationsFor } from "./navigation";
import { SavedViews } from "./saved-views";

/** The way to every page of a member's, with the present one marked. `onNavigate` lets a menu close itself. */
export function NavLinks({ role, onNavigate }: { role: Role; onNavigate?: () => void }) {
  const pathname = usePathname();
  const present = destinationOf(pathname);
  return (
    <nav aria-label="Main">
      <ul className="space-y-0.5">
        {destinationsFor(role).map(({ label, href, icon: Icon }) => (
          <li key={href}>
            <PageLink
              href={href}
              aria-current={href === present ? (pathname === href ? "page" : "true") : undefined}
              data-present={href === present ? "" : undefined}
              {...(onNavigate && { onClick: onNavigate })}
              className="flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-muted text-sm transition-colors duration-100 hover:bg-hover/50 hover:text-foreground forced-colors:data-present:outline data-present:bg-hover data-present:text-foreground pointer-coarse:h-11"
            >
              <Icon aria-hidden className="size-4 shrink-0" />
              {label}
            </PageLink>
            {href === PATHS.instances && <SavedViews onNavigate={onNavigate} />}
          </li>
        ))}
      </ul>
    </nav>
  );
}
