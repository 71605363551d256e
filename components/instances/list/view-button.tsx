"use client";

import { Button } from "@/components/ui/button";
import { SlidersHorizontal } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { Column } from "./columns";
import type { ChangeLooks } from "./use-view";
import type { ListView } from "./view";

const viewOptions = lazyCode(() => import("./view-options").then((module) => module.ViewOptions));

type ViewButtonProps = { view: ListView; onLook: ChangeLooks; columns: readonly Column[] };

/** Opens the choice of order, density and columns. */
export function ViewButton({ view, onLook, columns }: ViewButtonProps) {
  const { trigger, overlay } = useOverlay(viewOptions);
  return (
    <>
      <Button {...trigger}>
        <SlidersHorizontal aria-hidden /> View
      </Button>
      <LazyOverlay overlay={overlay}>
        {(ViewOptions, props) => <ViewOptions {...props} view={view} onLook={onLook} columns={columns} />}
      </LazyOverlay>
    </>
  );
}
