"use client";

import { Alert } from "@/components/ui/alert";
import type { AlertDialogProps } from "@/components/ui/alert-dialog";
import { LazyOverlay, type useOverlay } from "@/components/ui/lazy-overlay";
import { toast } from "@/components/ui/toast";
import type { Link } from "@/lib/contracts/link";
import { useRevokeLinks } from "@/lib/queries/links";
import { countWords, plural } from "@/lib/words/count";

type AskOverlay = ReturnType<typeof useOverlay<AlertDialogProps>>;

type RevokeLinksProps = {
  /** What opens the question: `useOverlay(alertDialog)`. */
  asking: AskOverlay;
  links: readonly Link[];
  onDone?: () => void;
};

/** Ends links, after a question that says what stops working. */
export function RevokeLinks({ asking: { overlay, show }, links, onDone }: RevokeLinksProps) {
  const revoke = useRevokeLinks();
  const [first, ...others] = links;
  const what =
    others.length === 0 && first ? `the link for ${first.person}` : countWords(links.length, "link");
  const confirm = () =>
    revoke.mutate(
      links.map(({ id }) => id),
      {
        onSuccess: () => {
          show(false);
          toast({
            kind: "positive",
            title: plural(links.length, "Link revoked", `${links.length} links revoked`),
          });
          onDone?.();
        },
      },
    );
  return (
    <LazyOverlay overlay={overlay}>
      {(AlertDialog, props) => (
        <AlertDialog
          {...props}
          title={`Revoke ${what}?`}
          description="It stops working at once, also where it is open just now, and cannot be brought back. Accounts that were connected with it stay connected."
          confirmLabel={plural(links.length, "Revoke link", "Revoke links")}
          cancelLabel={plural(links.length, "Keep it", "Keep them")}
          busy={revoke.isPending}
          onConfirm={confirm}
        >
          {revoke.error && (
            <Alert kind="negative" title="Nothing was revoked">
              {revoke.error.message}
            </Alert>
          )}
        </AlertDialog>
      )}
    </LazyOverlay>
  );
}
