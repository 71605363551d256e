"use client";

import { Button } from "@/components/ui/button";
import { Plus } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { Bundle } from "@/lib/contracts/bundle";

const bundleDialog = lazyCode(() => import("./bundle-dialog").then((module) => module.BundleDialog));

/** The button that opens the changing of a bundle, or the making of one where none is given. */
export function EditBundle({ bundle }: { bundle?: Bundle }) {
  const { trigger, overlay } = useOverlay(bundleDialog);
  return (
    <>
      {bundle ? (
        <Button {...trigger} size="small" aria-label={`Edit ${bundle.name}`}>
          Edit
        </Button>
      ) : (
        <Button {...trigger} variant="primary">
          <Plus aria-hidden /> Create a bundle
        </Button>
      )}
      <LazyOverlay overlay={overlay}>
        {(BundleDialog, props) => <BundleDialog {...props} bundle={bundle} />}
      </LazyOverlay>
    </>
  );
}
