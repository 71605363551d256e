"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { toast } from "@/components/ui/toast";
import type { SuspendForm } from "@/lib/api/rules";
import { suspensionsQuery, useSuspend } from "@/lib/queries/rules";

type SuspendButtonProps = {
  what: { scope: "user" | "server"; name: string } | { scope: "everything" };
  /** As it stands in a sentence: "every instance of ada". */
  words: string;
  size?: "small";
};

/** Refuses all calls of a user, a server or everybody, after a question, and lets them through again. */
export function SuspendButton({ what, words, size }: SuspendButtonProps) {
  const { data } = useQuery(suspensionsQuery);
  const { trigger, overlay, show } = useOverlay(alertDialog);
  const suspend = useSuspend();
  const name = "name" in what ? what.name : "";
  const isSuspended = data?.suspensions.some((one) => one.scope === what.scope && one.name === name) ?? false;
  const change = (form: SuspendForm) =>
    suspend.mutate(form, {
      onSuccess: () =>
        toast({
          kind: "positive",
          title: form.isSuspended ? `Suspended ${words}` : `Calls of ${words} go through again`,
        }),
      onError: ({ message }) =>
        toast({ kind: "negative", title: "Nothing was changed", description: message }),
      onSettled: () => show(false),
    });
  if (isSuspended) {
    return (
      <Button
        {...(size && { size })}
        aria-label={what.scope === "everything" ? undefined : `Resume ${words}`}
        busy={suspend.isPending}
        busyLabel="Resuming"
        onClick={() => change({ ...what, isSuspended: false })}
      >
        {what.scope === "everything" ? "Resume everything" : "Resume"}
      </Button>
    );
  }
  return (
    <>
      <Button
        {...trigger}
        {...(size && { size })}
        aria-label={what.scope === "everything" ? undefined : `Suspend ${words}`}
      >
        {what.scope === "everything" ? "Suspend everything" : "Suspend"}
      </Button>
      <LazyOverlay overlay={overlay}>
        {(AlertDialog, props) => (
          <AlertDialog
            {...props}
            title={`Suspend ${words}?`}
            description="Every call of an agent is refused and says so, until it is resumed. URLs and accounts stay as they are."
            confirmLabel="Suspend"
            busy={suspend.isPending}
            onConfirm={() => change({ ...what, isSuspended: true })}
          />
        )}
      </LazyOverlay>
    </>
  );
}
