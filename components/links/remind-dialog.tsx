"use client";

import { useMember } from "@/components/layout/member";
import { Alert } from "@/components/ui/alert";
import { MakeDialog } from "@/components/ui/make-dialog";
import type { Link } from "@/lib/contracts/link";
import { useRemindLinks } from "@/lib/queries/links";
import { countWords } from "@/lib/words/count";
import { LinkMade } from "./link-made";
import { LinksMade } from "./links-made";

type RemindDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Those that are open. */
  links: readonly Link[];
};

/** Gives open links new addresses to remind their people by, after words on what becomes of the old ones. */
export function RemindDialog({ links, ...dialog }: RemindDialogProps) {
  const { mails } = useMember();
  const { data, error, isPending, mutate } = useRemindLinks();
  const [first, ...others] = data?.links ?? [];
  const who = links.length === 1 ? (links[0]?.person ?? "") : countWords(links.length, "person", "people");
  return (
    <MakeDialog
      {...dialog}
      made={data !== undefined}
      title={`Remind ${who}`}
      description={
        mails
          ? "Each gets a mail with a new address for the same link, where a mail address is known. The address that was sent before works no more; what was connected stays."
          : "Each link gets a new address to send. The address that was sent before works no more; what was connected stays."
      }
      makes={{ onClick: () => mutate(links.map(({ id }) => id)) }}
      submitLabel="Remind"
      busyLabel="Reminding"
      busy={isPending}
    >
      {first && (others.length > 0 ? <LinksMade made={[first, ...others]} /> : <LinkMade made={first} />)}
      {error && (
        <Alert kind="negative" title="Nobody was reminded">
          {error.message}
        </Alert>
      )}
    </MakeDialog>
  );
}
