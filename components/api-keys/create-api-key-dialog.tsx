"use client";

import { useId } from "react";
import { MakeDialog } from "@/components/ui/make-dialog";
import { useCreateApiKey } from "@/lib/queries/api-keys";
import { ApiKeyForm } from "./api-key-form";
import { ApiKeyMade } from "./api-key-made";

type CreateApiKeyDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Makes an API key, and shows it the one time that it can be shown. */
export function CreateApiKeyDialog(dialog: CreateApiKeyDialogProps) {
  const formId = useId();
  const { data: made, isPending, mutateAsync } = useCreateApiKey();
  return (
    <MakeDialog
      {...dialog}
      made={made !== undefined}
      title={made ? made.key.name : "Create an API key"}
      description={
        made
          ? "Put it where the program reads its secrets."
          : "It acts in your name, and never with more than your role at that moment."
      }
      makes={{ form: formId }}
      submitLabel="Create key"
      busyLabel="Making the key"
      busy={isPending}
    >
      {made ? <ApiKeyMade made={made} /> : <ApiKeyForm id={formId} onSubmit={mutateAsync} />}
    </MakeDialog>
  );
}
