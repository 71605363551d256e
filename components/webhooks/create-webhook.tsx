"use client";

import { Button } from "@/components/ui/button";
import { Plus } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";

const createWebhookDialog = lazyCode(() =>
  import("./create-webhook-dialog").then((module) => module.CreateWebhookDialog),
);

/** The button that opens the adding of an endpoint. */
export function CreateWebhook() {
  const { trigger, overlay } = useOverlay(createWebhookDialog);
  return (
    <>
      <Button {...trigger} variant="primary">
        <Plus aria-hidden /> Add a webhook
      </Button>
      <LazyOverlay overlay={overlay}>
        {(CreateWebhookDialog, props) => <CreateWebhookDialog {...props} />}
      </LazyOverlay>
    </>
  );
}
