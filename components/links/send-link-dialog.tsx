"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
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
export function SendLinkDialog({ open, onOpenChange, userId }: SendLinkDialogProps) {
  const formId = useId();
  const [user, setUser] = useState(userId ?? "");
  const { data: instances, error } = useQuery(connectableQuery(user));
  const { data: made, isPending, mutateAsync } = useCreateLink();
  const close = () => onOpenChange(false);
  const hasServers = instances !== undefined && instances.length > 0;

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      // A press beside the dialog must not lose what was typed, or the link.
      closesOnOutsidePress={false}
      closesOnEscape={!made}
      title={made ? `The link for ${made.link.person}` : "Create connect link"}
      description={
        made
          ? "Send it to them in whatever way you trust."
          : "The person connects the accounts themselves, on any device and without an account here."
      }
      footer={
        made ? (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              variant="primary"
              type="submit"
              form={formId}
              disabled={!hasServers}
              busy={isPending}
              busyLabel="Making the link"
            >
              Create link
            </Button>
          </>
        )
      }
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
    </Dialog>
  );
}
