"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { serverNameSchema } from "@/lib/contracts/server-name";
import type { Target, TargetForm as TargetFormValues } from "@/lib/contracts/target";
import { targetQuery, useCreateServer, useUpdateServer } from "@/lib/queries/targets";
import { Affected } from "./affected";
import { OwnServerFields } from "./own-server-fields";
import { ServerRules } from "./server-rules";
import { TargetForm } from "./target-form";
import { Verdict } from "./verdict";

type OwnServerDialogProps = {
  /** The server to change; undefined for a new one. */
  target?: Target;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Adds a server of the organisation's own, or changes one; says first whose connections that touches. */
export function OwnServerDialog({ target, open, onOpenChange }: OwnServerDialogProps) {
  const formId = useId();
  const server = target?.serverName ?? "";
  const { data } = useQuery({ ...targetQuery(server), enabled: target !== undefined });
  const [values, setValues] = useState({
    name: server as string,
    category: target?.own?.category ?? "Other",
  });
  const [error, setError] = useState<string>();
  const [create, update] = [useCreateServer(), useUpdateServer()];

  const submit = async ({ kind: _, url = "", ...form }: TargetFormValues) => {
    const name = serverNameSchema.safeParse(values.name);
    setError(name.success ? undefined : "Name the server.");
    if (!name.success) return;
    const { category } = values;
    if (target) await update.mutateAsync({ name: target.serverName, form: { ...form, url, category } });
    else await create.mutateAsync({ ...form, url, category, name: name.data });
    onOpenChange(false);
    toast({
      kind: "positive",
      title: target ? `${name.data} was changed` : `${name.data} was added`,
      description: "Test it to see whether accounts can be connected.",
    });
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      closesOnOutsidePress={false}
      title={target ? `Set up ${target.serverName}` : "Add a server"}
      description="An MCP server of your own, for instances of the embedded engine."
      footer={
        <Button
          variant="primary"
          type="submit"
          form={formId}
          busy={create.isPending || update.isPending}
          busyLabel="Saving"
        >
          {target ? "Save" : "Add server"}
        </Button>
      }
    >
      {data && <Affected affected={data.affected} />}
      <OwnServerFields values={values} onChange={setValues} named={target !== undefined} error={error} />
      <TargetForm id={formId} target={target} isOwn onSubmit={submit} />
      {target?.readiness && <Verdict readiness={target.readiness} />}
      {target && <ServerRules name={target.serverName} />}
    </Dialog>
  );
}
