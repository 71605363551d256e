"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { MakeDialog } from "@/components/ui/make-dialog";
import { connectableQuery, useCreateLink } from "@/lib/queries/links";
import { LinkForm } from "./link-form";
import { LinkMade } from "./link-made";
import { LinkUser } from "./link-user";
import { NothingToConnect } from "./nothing-to-connect";

type SendLinkDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Whose accounts; left out, the dialog asks. */
  userId: string | undefined;
};

/** Makes a connect link, and shows it the one time that it can be shown. */
export function SendLinkDialog({ userId, ...dialog }: SendLinkDialogProps) {
  const formId = useId();
  const [user, setUser] = useState(userId ?? "");
  const { data: instances, error } = useQuery(connectableQuery(user));
  const { data: made, isPending, mutateAsync } = useCreateLink();
  const hasServers = instances !== undefined && instances.length > 0;

  return (
    <MakeDialog
      {...dialog}
      made={made !== undefined}
      title={made ? `The link for ${made.link.person}` : "Create connect link"}
      description={
        made
          ? "Send it to them in whatever way you trust."
          : "The person connects the accounts themselves, on any device and without an account here."
      }
      makes={{ form: formId }}
      submitLabel="Create link"
      busyLabel="Making the link"
      busy={isPending}
      disabled={!hasServers}
    >
      {made ? (
        <LinkMade made={made} />
      ) : (
        <>
          {userId === undefined && <LinkUser onChoose={setUser} />}
          {hasServers ? (
            <LinkForm key={user} id={formId} userId={user} instances={instances} onSubmit={mutateAsync} />
          ) : (
            <NothingToConnect userId={user} loading={!instances && !error} failure={error} />
          )}
        </>
      )}
    </MakeDialog>
  );
}
