import type { Route } from "next";
import type { ReactNode } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { PageLink } from "@/components/ui/page-link";

/** A number that leads to the list which it counts. */
export function Counted({ href, tone, children }: { href: Route; tone: Tone; children: ReactNode }) {
  return (
    <li>
      <PageLink href={href} className="underline-offset-2 hover:underline">
        <Badge tone={tone} className="h-7 px-3 text-sm">
          {children}
        </Badge>
      </PageLink>
    </li>
  );
}
