"use client";

import { Alert } from "@/components/ui/alert";
import { MakeDialog } from "@/components/ui/make-dialog";
import { useRotateWebhookSecret } from "@/lib/queries/webhooks";
import { WebhookSecret } from "./webhook-secret";

type RotateWebhookSecretDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; id: string };

/** Gives an endpoint another secret, and shows it the one time that it can be shown. */
export function RotateWebhookSecretDialog({ id, ...dialog }: RotateWebhookSecretDialogProps) {
  const { data: made, isPending, error, mutate } = useRotateWebhookSecret(id);
  return (
    <MakeDialog
      {...dialog}
      made={made !== undefined}
      title={made ? "The new secret" : "Rotate the secret?"}
      description={
        made
          ? "Put it where the endpoint reads the one before."
          : "The endpoint gets another secret. For a day, events are signed with both."
      }
      makes={{ onClick: () => mutate(undefined) }}
      submitLabel="Rotate secret"
      busyLabel="Making the secret"
      busy={isPending}
    >
      {made && <WebhookSecret secret={made.secret} />}
      {error && (
        <Alert kind="negative" title="It has its secret still">
          {error.message}
        </Alert>
      )}
    </MakeDialog>
  );
}
