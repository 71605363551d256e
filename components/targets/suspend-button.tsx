"use client";

import { useQuery } from "@tanstack/react-query";
import { AskedButton } from "@/components/ui/asked-button";
import { Button } from "@/components/ui/button";
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
  const suspend = useSuspend();
  const name = "name" in what ? what.name : "";
  const isSuspended = data?.suspensions.some((one) => one.scope === what.scope && one.name === name) ?? false;
  const change = async (form: SuspendForm) => {
    await suspend.mutateAsync(form);
    toast({
      kind: "positive",
      title: form.isSuspended ? `Suspended ${words}` : `Calls of ${words} go through again`,
    });
  };
  const isAll = what.scope === "everything";
  if (isSuspended) {
    const resume = () =>
      change({ ...what, isSuspended: false }).catch(({ message }: Error) =>
        toast({ kind: "negative", title: "Nothing was changed", description: message }),
      );
    return (
      <Button
        {...(size && { size })}
        aria-label={isAll ? undefined : `Resume ${words}`}
        busy={suspend.isPending}
        busyLabel="Resuming"
        onClick={resume}
      >
        {isAll ? "Resume everything" : "Resume"}
      </Button>
    );
  }
  return (
    <AskedButton
      {...(size && { size })}
      aria-label={isAll ? undefined : `Suspend ${words}`}
      question={{
        title: `Suspend ${words}?`,
        description:
          "Every call of an agent is refused and says so, until it is resumed. URLs and accounts stay as they are.",
        confirmLabel: "Suspend",
      }}
      failed="Nothing was changed"
      act={() => change({ ...what, isSuspended: true })}
    >
      {isAll ? "Suspend everything" : "Suspend"}
    </AskedButton>
  );
}
