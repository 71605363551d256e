import dynamic from "next/dynamic";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Link } from "@/lib/contracts/link";
import { useRevokeLink } from "@/lib/queries/links";

const loadDialog = () => import("@/components/ui/alert-dialog");
const AlertDialog = dynamic(() => loadDialog().then((module) => module.AlertDialog), { ssr: false });

/** Ends a link, after a question that says what stops working. */
export function RevokeLink({ link }: { link: Link }) {
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  const revoke = useRevokeLink();

  const confirm = () =>
    revoke.mutate(link.id, {
      onSuccess: () => {
        setOpen(false);
        toast({ kind: "positive", title: "Link revoked", description: `${link.person} cannot open it now.` });
      },
    });

  return (
    <>
      <Button
        size="small"
        aria-haspopup="dialog"
        aria-label={`Revoke the link for ${link.person}`}
        onPointerEnter={loadDialog}
        onFocus={loadDialog}
        onClick={() => {
          revoke.reset();
          setWanted(true);
          setOpen(true);
        }}
      >
        Revoke
      </Button>
      {wanted && (
        <AlertDialog
          open={open}
          onOpenChange={setOpen}
          title={`Revoke the link for ${link.person}?`}
          description="It stops working at once, also where it is open just now, and cannot be brought back. Accounts that were connected with it stay connected."
          confirmLabel="Revoke link"
          cancelLabel="Keep it"
          busy={revoke.isPending}
          onConfirm={confirm}
        >
          {revoke.error && (
            <Alert kind="negative" title="It was not revoked">
              {revoke.error.message}
            </Alert>
          )}
        </AlertDialog>
      )}
    </>
  );
}
