"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import type { Target } from "@/lib/contracts/target";
import { targetQuery, useResetTarget, useTestTarget, useUpdateTarget } from "@/lib/queries/targets";
import { Affected } from "./affected";
import { OwnServerDialog } from "./own-server-dialog";
import { ServerRules } from "./server-rules";
import { TargetForm } from "./target-form";
import { Verdict } from "./verdict";

type TargetDialogProps = { target: Target; open: boolean; onOpenChange: (open: boolean) => void };

/** Sets up one server: of the catalogue, or of the organisation's own. */
export function TargetDialog(props: TargetDialogProps) {
  return props.target.own ? <OwnServerDialog {...props} /> : <CatalogueDialog {...props} />;
}

/** Sets, resets, and tests by registering, what stands behind one server; says first whose connections that touches. */
function CatalogueDialog({ target, open, onOpenChange }: TargetDialogProps) {
  const formId = useId();
  const { serverName, chosen, readiness } = target;
  const { data } = useQuery(targetQuery(serverName));
  const update = useUpdateTarget();
  const reset = useResetTarget();
  const test = useTestTarget();
  const done = (description: string) => {
    onOpenChange(false);
    toast({ kind: "positive", title: `${serverName} was changed`, description });
  };
  const failed = reset.error ?? test.error;

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      closesOnOutsidePress={false}
      title={`Set up ${serverName}`}
      description="It holds for all instances of this server, from their next call on."
      footer={
        <>
          {chosen && (
            <Button
              busy={reset.isPending}
              busyLabel="Resetting"
              onClick={() =>
                reset.mutate(serverName, { onSuccess: () => done("It follows the default again.") })
              }
            >
              Reset
            </Button>
          )}
          {target.url && (
            <Button
              busy={test.isPending}
              busyLabel="Registering"
              onClick={() => test.mutate({ server: serverName, register: true })}
            >
              Test with registration
            </Button>
          )}
          <Button variant="primary" type="submit" form={formId} busy={update.isPending} busyLabel="Saving">
            Save
          </Button>
        </>
      }
    >
      {data ? <Affected affected={data.affected} /> : <Skeleton className="mb-4 h-5" />}
      <TargetForm
        id={formId}
        target={target}
        onSubmit={async (form) => {
          await update.mutateAsync({ server: serverName, form });
          done("Test it to see whether accounts can be connected.");
        }}
      />
      {readiness && <Verdict readiness={readiness} />}
      <ServerRules name={serverName} />
      {failed && (
        <Alert kind="negative" title="That did not work">
          {failed.message}
        </Alert>
      )}
    </Dialog>
  );
}
