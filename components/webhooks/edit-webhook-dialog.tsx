"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Webhook } from "@/lib/contracts/webhook";
import { useUpdateWebhook } from "@/lib/queries/webhooks";
import { WebhookForm } from "./webhook-form";

type EditWebhookDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; webhook: Webhook };

/** Changes where an endpoint is and what it is told of. */
export function EditWebhookDialog({ open, onOpenChange, webhook }: EditWebhookDialogProps) {
  const formId = useId();
  const update = useUpdateWebhook(webhook.id);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      closesOnOutsidePress={false}
      title="Edit the webhook"
      description="What waits to be sent goes to the new address. The secret stays as it is."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} busy={update.isPending} busyLabel="Saving">
            Save
          </Button>
        </>
      }
    >
      <WebhookForm
        id={formId}
        webhook={webhook}
        onSubmit={async (form) => {
          await update.mutateAsync(form);
          onOpenChange(false);
        }}
      />
    </Dialog>
  );
}
