"use client";

import { useId } from "react";
import { MakeDialog } from "@/components/ui/make-dialog";
import { useCreateWebhook } from "@/lib/queries/webhooks";
import { WebhookForm } from "./webhook-form";
import { WebhookSecret } from "./webhook-secret";

type CreateWebhookDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Adds an endpoint, and shows its secret the one time that it can be shown. */
export function CreateWebhookDialog(dialog: CreateWebhookDialogProps) {
  const formId = useId();
  const { data: made, isPending, mutateAsync } = useCreateWebhook();
  return (
    <MakeDialog
      {...dialog}
      made={made !== undefined}
      title={made ? "The webhook is added" : "Add a webhook"}
      description={
        made
          ? "Put its secret where the endpoint reads it."
          : "An endpoint of yours is told what happens here."
      }
      makes={{ form: formId }}
      submitLabel="Add webhook"
      busyLabel="Adding the webhook"
      busy={isPending}
    >
      {made ? <WebhookSecret secret={made.secret} /> : <WebhookForm id={formId} onSubmit={mutateAsync} />}
    </MakeDialog>
  );
}
