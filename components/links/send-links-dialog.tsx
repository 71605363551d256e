"use client";

import { type FormEvent, useId, useState } from "react";
import { useMember } from "@/components/layout/member";
import { Alert } from "@/components/ui/alert";
import { MakeDialog } from "@/components/ui/make-dialog";
import { Switch } from "@/components/ui/switch";
import { RequestError } from "@/lib/api/request-error";
import { type CreateLinksRequestInput, LINK_HOURS } from "@/lib/contracts/link";
import { useCreateLinks } from "@/lib/queries/links";
import { countWords } from "@/lib/words/count";
import { LinkHours } from "./link-hours";
import { LinkMade } from "./link-made";
import { LinksMade } from "./links-made";

type SendLinksDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The instances whose people are to be asked. */
  which: Pick<CreateLinksRequestInput, "instanceIds" | "filter" | "userIds">;
};

/** Makes a connect link for each user among many instances, and shows them the one time that they can be shown. */
export function SendLinksDialog({ which, ...dialog }: SendLinksDialogProps) {
  const formId = useId();
  const { mails } = useMember();
  const [mail, setMail] = useState(mails);
  const [hours, setHours] = useState<number>(LINK_HOURS.usual);
  const { data, error, isPending, mutate } = useCreateLinks();
  const [first, ...others] = data?.links ?? [];
  const wrongHours = error instanceof RequestError ? error.problem.fields?.expiresInHours?.[0] : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ ...which, expiresInHours: hours, mail });
  };

  return (
    <MakeDialog
      {...dialog}
      made={data !== undefined}
      title={titleOf(data?.links.length)}
      description={
        data
          ? "Send each to its own person, in whatever way you trust."
          : "Everyone with accounts that wait to be connected gets a link for them. It asks whether they are the user that the instances were created for."
      }
      makes={{ form: formId }}
      submitLabel="Create links"
      busyLabel="Making the links"
      busy={isPending}
    >
      {first ? (
        others.length > 0 ? (
          <LinksMade made={[first, ...others]} />
        ) : (
          <LinkMade made={first} />
        )
      ) : (
        <form id={formId} noValidate onSubmit={submit}>
          <LinkHours value={hours} onChange={setHours} error={wrongHours} />
          {mails && (
            <Switch
              label="Mail each link to its user"
              description="To those whose id is a mail address. The others are sent by hand."
              checked={mail}
              onChange={({ target }) => setMail(target.checked)}
              className="mb-3"
            />
          )}
          {error && !wrongHours && (
            <Alert kind="negative" title="No link was made">
              {error.message}
            </Alert>
          )}
        </form>
      )}
    </MakeDialog>
  );
}

function titleOf(made: number | undefined): string {
  if (made === undefined) return "Create connect links";
  return countWords(made, "link");
}
