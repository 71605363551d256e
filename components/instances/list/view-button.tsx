"use client";

import { SlidersHorizontal } from "lucide-react";
import { Button } from "@/components/ui/button";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { Column } from "./columns";
import type { ListView } from "./view";

const viewOptions = lazyCode(() => import("./view-options").then((module) => module.ViewOptions));

/** Opens the choice of order, density and columns. */
export function ViewButton({ view, columns }: { view: ListView; columns: readonly Column[] }) {
  const { trigger, overlay } = useOverlay(viewOptions);
  return (
    <>
      <Button {...trigger}>
        <SlidersHorizontal aria-hidden /> View
      </Button>
      <LazyOverlay overlay={overlay}>
        {(ViewOptions, props) => <ViewOptions {...props} view={view} columns={columns} />}
      </LazyOverlay>
    </>
  );
}
