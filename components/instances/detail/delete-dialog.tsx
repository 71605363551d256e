"use client";

import { type FormEvent, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import { useDeleteInstance } from "@/lib/queries/instances";
import { fold } from "@/lib/words/fold";
import { showId } from "@/lib/words/unseen";

type DeleteDialogProps = {
  instance: Instance;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDeleted: () => void;
};

/** Deletes an instance once its server's name is typed, in capitals or not. */
export function DeleteDialog({ instance, open, onOpenChange, onDeleted }: DeleteDialogProps) {
  const { id, serverName, userId } = instance;
  const remove = useDeleteInstance();
  const [typed, setTyped] = useState("");
  const named = fold(typed) === fold(serverName);

  const confirm = () =>
    remove.mutate(id, {
      onSuccess: ({ knownUpstream }) => {
        const title = `${serverName} of ${showId(userId)} was deleted`;
        if (knownUpstream) toast({ kind: "positive", title });
        else
          toast({
            kind: "info",
            title,
            description: "The upstream did not know it: only its record is gone.",
          });
        onDeleted();
      },
    });
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (named && !remove.isPending) confirm();
  };

  return (
    <AlertDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${serverName} of ${showId(userId)}?`}
      description={
        instance.missing
          ? "The upstream does not have this instance of this user any more. Deleting removes its record here."
          : "Its URL stops working at once, for every agent that uses it, and the authorization of the account goes with it. This cannot be undone: creating it again makes another URL."
      }
      confirmLabel="Delete instance"
      confirmDisabled={!named}
      busy={remove.isPending || remove.isSuccess}
      onConfirm={confirm}
      initialFocus={field}
    >
      <form onSubmit={submit}>
        <Field label={`Type ${serverName} to confirm`}>
          {(control) => (
            <Input
              {...control}
              ref={field}
              value={typed}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      </form>
      {remove.error && (
        <Alert kind="negative" title="It was not deleted">
          {remove.error.message} Trying again is safe.
        </Alert>
      )}
    </AlertDialog>
  );
}
