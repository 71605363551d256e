import { Unplug } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import { useDeauthorizeInstance } from "@/lib/queries/instances";

const loadDialog = () => import("@/components/ui/alert-dialog");
const AlertDialog = dynamic(() => loadDialog().then((module) => module.AlertDialog), { ssr: false });

/** Takes the account away from an instance, after a question that says what stops working. */
export function RemoveAuthorization({ instance }: { instance: Instance }) {
  const { id, serverName, userId } = instance;
  const [open, setOpen] = useState(false);
  const remove = useDeauthorizeInstance();

  const show = (next: boolean) => {
    if (next) remove.reset();
    setOpen(next);
  };
  const confirm = () =>
    remove.mutate(id, {
      onSuccess: ({ instance: { missing } }) => {
        setOpen(false);
        if (missing) toast({ kind: "info", title: `${serverName} of ${userId} is gone at the upstream` });
        else toast({ kind: "positive", title: `${serverName} of ${userId} is not connected any more` });
      },
    });

  return (
    <>
      <Button
        aria-haspopup="dialog"
        onClick={() => show(true)}
        onPointerEnter={loadDialog}
        onFocus={loadDialog}
      >
        <Unplug aria-hidden /> Remove authorization
      </Button>
      {(open || !remove.isIdle) && (
        <AlertDialog
          open={open}
          onOpenChange={show}
          title={`Remove the authorization of ${serverName}?`}
          description={`The tools of this URL stop working at once for every agent that uses it on the account of ${userId}. The instance and its URL stay: connecting the account again makes them work again.`}
          confirmLabel="Remove authorization"
          busy={remove.isPending}
          onConfirm={confirm}
        >
          {remove.error && (
            <Alert kind="negative" title="It was not removed">
              {remove.error.message}
            </Alert>
          )}
        </AlertDialog>
      )}
    </>
  );
}
