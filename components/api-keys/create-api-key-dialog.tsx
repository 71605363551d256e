"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useCreateApiKey } from "@/lib/queries/api-keys";
import { ApiKeyForm } from "./api-key-form";
import { ApiKeyMade } from "./api-key-made";

type CreateApiKeyDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Makes an API key, and shows it the one time that it can be shown. */
export function CreateApiKeyDialog({ open, onOpenChange }: CreateApiKeyDialogProps) {
  const formId = useId();
  const { data: made, isPending, mutateAsync } = useCreateApiKey();
  const close = () => onOpenChange(false);

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      // A press beside the dialog must not lose what was typed, or the key.
      closesOnOutsidePress={false}
      closesOnEscape={!made}
      title={made ? made.key.name : "Create an API key"}
      description={
        made
          ? "Put it where the program reads its secrets."
          : "It acts in your name, and never with more than your role at that moment."
      }
      footer={
        made ? (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" type="submit" form={formId} busy={isPending} busyLabel="Making the key">
              Create key
            </Button>
          </>
        )
      }
    >
      {made ? <ApiKeyMade made={made} /> : <ApiKeyForm id={formId} onSubmit={mutateAsync} />}
    </Dialog>
  );
}
