import { Button } from "@/components/ui/button";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { Webhook } from "@/lib/contracts/webhook";

const editWebhookDialog = lazyCode(() =>
  import("./edit-webhook-dialog").then((module) => module.EditWebhookDialog),
);

/** The button that opens the changing of an endpoint. */
export function EditWebhook({ webhook }: { webhook: Webhook }) {
  const { trigger, overlay } = useOverlay(editWebhookDialog);
  return (
    <>
      <Button {...trigger}>Edit</Button>
      <LazyOverlay overlay={overlay}>
        {(EditWebhookDialog, props) => <EditWebhookDialog {...props} webhook={webhook} />}
      </LazyOverlay>
    </>
  );
}
