"use client";

import { Button } from "@/components/ui/button";
import { Plus } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";

const createApiKeyDialog = lazyCode(() =>
  import("./create-api-key-dialog").then((module) => module.CreateApiKeyDialog),
);

/** The button that opens the making of a key; what it opens is loaded when somebody reaches for it. */
export function CreateApiKey() {
  const { trigger, overlay } = useOverlay(createApiKeyDialog);
  return (
    <>
      <Button {...trigger} variant="primary">
        <Plus aria-hidden /> Create an API key
      </Button>
      <LazyOverlay overlay={overlay}>
        {(CreateApiKeyDialog, props) => <CreateApiKeyDialog {...props} />}
      </LazyOverlay>
    </>
  );
}
