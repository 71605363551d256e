"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { UserSummary } from "@/lib/contracts/user";
import { PATHS } from "@/lib/paths";
import { useOffboardUsers } from "@/lib/queries/users";
import { countWords } from "@/lib/words/count";

type OffboardManyDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  users: readonly UserSummary[];
  onStarted: () => void;
};

/** What scrolls takes the focus, or the keyboard could not scroll it in every browser. */
const KEYBOARD_SCROLLS = { tabIndex: 0 };

/** Names everybody whose access is taken away, and starts it once it is typed: the one's id, or how many they are. */
export function OffboardManyDialog({ open, onOpenChange, users, onStarted }: OffboardManyDialogProps) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const { mutate, error, isPending, isSuccess } = useOffboardUsers();
  const [first, ...others] = users;
  const wanted = others.length === 0 && first ? first.userId : String(users.length);
  const named = typed.trim() === wanted.trim();
  const instances = users.reduce((sum, { total }) => sum + total, 0);

  const confirm = () =>
    mutate(
      users.map(({ userId }) => userId),
      {
        onSuccess: ({ jobs }) => {
          onStarted();
          toast({
            kind: "positive",
            title: `Offboarding ${countWords(jobs.length, "user")}`,
            description: "Each user's page keeps a receipt.",
            action: { label: "Show jobs", onSelect: () => router.push(PATHS.jobs) },
          });
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (named && !isPending && !isSuccess) confirm();
  };

  return (
    <AlertDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Offboard ${others.length === 0 && first ? first.userId : countWords(users.length, "user")}`}
      description={`This removes ${countWords(instances, "instance")} with their authorizations. Their server URLs stop working at once, and cannot be brought back.`}
      confirmLabel="Offboard"
      confirmDisabled={!named}
      busy={isPending || isSuccess}
      onConfirm={confirm}
      initialFocus={field}
    >
      <section
        aria-label="Whose access is removed"
        {...KEYBOARD_SCROLLS}
        className="mb-4 max-h-40 overflow-y-auto rounded-md border border-border"
      >
        <ul className="divide-y divide-border">
          {users.map(({ userId, total }) => (
            <li key={userId} className="flex justify-between gap-3 px-3 py-1.5 text-sm">
              <span className="wrap-anywhere min-w-0">{userId}</span>
              <span className="shrink-0 text-muted">{countWords(total, "instance")}</span>
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
          label={others.length === 0 ? "Type the user's id to confirm" : "Type how many users to confirm"}
          description={<code className="break-all font-mono">{wanted}</code>}
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
