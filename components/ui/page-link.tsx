"use client";

import type { Route } from "next";
import Link from "next/link";
import { type ComponentProps, useState } from "react";

type PageLinkProps = Omit<ComponentProps<"a">, "href" | "onPointerEnter" | "onFocus"> & {
  href: Route;
  /** Whether the page begins at its top; false keeps the place. */
  scroll?: boolean;
};

/** A link inside the console. It fetches its page when the pointer or the focus gets near, not because it is in view. */
export function PageLink(props: PageLinkProps) {
  const [near, setNear] = useState(false);
  return (
    <Link
      {...props}
      prefetch={near ? null : false}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
    />
  );
}
