import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Badge, type Tone } from "@/components/ui/badge";

/** A number that leads to the list which it counts. */
export function Counted({ href, tone, children }: { href: Route; tone: Tone; children: ReactNode }) {
  return (
    <li>
      <Link href={href} className="underline-offset-2 hover:underline">
        <Badge tone={tone} className="h-7 px-3 text-sm">
          {children}
        </Badge>
      </Link>
    </li>
  );
}
