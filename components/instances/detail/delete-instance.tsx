import { Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { Instance } from "@/lib/contracts/instance";

const loadDialog = () => import("./delete-dialog");
const DeleteDialog = dynamic(() => loadDialog().then((module) => module.DeleteDialog), { ssr: false });

/** The end of an instance, at the end of its page. */
export function DeleteInstance({ instance }: { instance: Instance }) {
  const [open, setOpen] = useState(false);
  // A dialog that was closed begins anew.
  const [turn, setTurn] = useState(0);

  const show = (next: boolean) => {
    if (next) setTurn(turn + 1);
    setOpen(next);
  };

  return (
    <Card aria-labelledby="delete">
      <CardHeader>
        <CardTitle id="delete">Delete</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col items-start gap-3">
        <p className="text-muted text-sm">
          {instance.missing
            ? "Removes the record of an instance that the upstream does not have any more."
            : "Ends the URL and the account's authorization, for good."}
        </p>
        <Button
          aria-haspopup="dialog"
          onClick={() => show(true)}
          onPointerEnter={loadDialog}
          onFocus={loadDialog}
        >
          <Trash2 aria-hidden className="text-negative" /> Delete instance
        </Button>
        {turn > 0 && <DeleteDialog key={turn} instance={instance} open={open} onOpenChange={show} />}
      </CardBody>
    </Card>
  );
}
