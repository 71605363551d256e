"use client";

import { type FormEvent, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Instance } from "@/lib/contracts/instance";
import { standingOf } from "@/lib/contracts/terms/status";
import { useOffboardUser } from "@/lib/queries/users";
import { offboardWords } from "./offboard-words";

type OffboardDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  userId: string;
  instances: readonly Instance[];
  onStarted: (jobId: string) => void;
};

/** What scrolls takes the focus, or the keyboard could not scroll it in every browser. */
const KEYBOARD_SCROLLS = { tabIndex: 0 };

/** Names what is taken away, each by its name, and starts it once the user's id is typed. */
export function OffboardDialog({ open, onOpenChange, userId, instances, onStarted }: OffboardDialogProps) {
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const { mutate, error, isPending, isSuccess } = useOffboardUser();
  const named = typed.trim() === userId.trim();
  const confirm = () => mutate(userId, { onSuccess: ({ job }) => onStarted(job.id) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (named && !isPending && !isSuccess) confirm();
  };

  return (
    <AlertDialog
      open={open}
      onOpenChange={onOpenChange}
      title={<span className="break-all">Offboard {userId}</span>}
      description={offboardWords(instances)}
      confirmLabel="Offboard"
      confirmDisabled={!named}
      busy={isPending || isSuccess}
      onConfirm={confirm}
      initialFocus={field}
    >
      <section
        aria-label="What is removed"
        {...KEYBOARD_SCROLLS}
        className="mb-4 max-h-40 overflow-y-auto rounded-md border border-border"
      >
        <ul className="divide-y divide-border">
          {instances.map(({ id, serverName, platformName, status, missing }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-3 py-1.5 text-sm"
            >
              <span className="min-w-0 break-words">
                {serverName}
                {platformName && <span className="text-muted"> on {platformName}</span>}
              </span>
              <StatusBadge status={standingOf({ status, missing })} />
            </li>
          ))}
        </ul>
      </section>
      {error && (
        <Alert kind="negative" title="Offboarding did not start" className="mb-4">
          {error.message}
        </Alert>
      )}
      <form onSubmit={submit}>
        <Field
          label="Type the user's id to confirm"
          description={<code className="break-all font-mono">{userId}</code>}
        >
          {(control) => (
            <Input
              {...control}
              ref={field}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono"
            />
          )}
        </Field>
      </form>
    </AlertDialog>
  );
}
