import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Trash2 } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { Instance } from "@/lib/contracts/instance";
import { listAddress } from "../list-address";

const deleteDialog = lazyCode(() => import("./delete-dialog").then((module) => module.DeleteDialog));

/** The end of an instance, at the end of its page. */
export function DeleteInstance({ instance }: { instance: Instance }) {
  const router = useRouter();
  const { trigger, overlay } = useOverlay(deleteDialog);
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
        <Button {...trigger}>
          <Trash2 aria-hidden className="text-negative" /> Delete instance
        </Button>
        <LazyOverlay overlay={overlay}>
          {(DeleteDialog, props) => (
            <DeleteDialog {...props} instance={instance} onDeleted={() => router.push(listAddress())} />
          )}
        </LazyOverlay>
      </CardBody>
    </Card>
  );
}
