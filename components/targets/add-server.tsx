"use client";

import { Button } from "@/components/ui/button";
import { Plus } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";

const ownServerDialog = lazyCode(() =>
  import("./own-server-dialog").then((module) => module.OwnServerDialog),
);

/** Opens the form for a server of the organisation's own. */
export function AddServer() {
  const { trigger, overlay } = useOverlay(ownServerDialog);
  return (
    <>
      <Button {...trigger} variant="primary">
        <Plus aria-hidden /> Add a server
      </Button>
      <LazyOverlay overlay={overlay}>
        {(OwnServerDialog, props) => <OwnServerDialog {...props} />}
      </LazyOverlay>
    </>
  );
}
