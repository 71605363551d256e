import { Button } from "@/components/ui/button";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";

const rotateDialog = lazyCode(() =>
  import("./rotate-webhook-secret-dialog").then((module) => module.RotateWebhookSecretDialog),
);

/** The button that opens the rotation of an endpoint's secret. */
export function RotateWebhookSecret({ id }: { id: string }) {
  const { trigger, overlay } = useOverlay(rotateDialog);
  return (
    <>
      <Button {...trigger}>Rotate secret</Button>
      <LazyOverlay overlay={overlay}>
        {(RotateWebhookSecretDialog, props) => <RotateWebhookSecretDialog {...props} id={id} />}
      </LazyOverlay>
    </>
  );
}
