"use client";

import { type FormEvent, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type BulkAction, confirmationOf, isTyped } from "./bulk-words";

type BulkDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  action: BulkAction;
  count: number;
  /** All that match are meant, rather than those that were counted. */
  all: boolean;
  busy: boolean;
  error: Error | null;
  onConfirm: () => void;
};

/** The question before many instances are changed or deleted. */
export function BulkDialog({
  open,
  onOpenChange,
  action,
  count,
  all,
  busy,
  error,
  onConfirm,
}: BulkDialogProps) {
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const confirmation = confirmationOf(action, count);
  if (!confirmation) return null;
  const { title, description, confirmLabel, kind, typed: wanted } = confirmation;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && isTyped(typed, wanted)) onConfirm();
  };

  return (
    <AlertDialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={
        all
          ? `${description} It is done to all that match the filter at the moment you confirm.`
          : description
      }
      confirmLabel={confirmLabel}
      kind={kind}
      busy={busy}
      confirmDisabled={!isTyped(typed, wanted)}
      onConfirm={onConfirm}
      {...(wanted && { initialFocus: field })}
    >
      {wanted && (
        <form onSubmit={submit}>
          <Field label={`Type ${wanted} to confirm`}>
            {(control) => (
              <Input
                {...control}
                ref={field}
                inputMode="numeric"
                autoComplete="off"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        </form>
      )}
      {error && (
        <Alert kind="negative" title="Nothing was begun">
          {error.message}
        </Alert>
      )}
    </AlertDialog>
  );
}
