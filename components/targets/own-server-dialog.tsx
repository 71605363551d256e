"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ImageField } from "@/components/ui/image-field";
import { base64Of } from "@/components/ui/image-file";
import { toast } from "@/components/ui/toast";
import { RequestError } from "@/lib/api/request-error";
import { serverIconAddress } from "@/lib/api/server-icon";
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
  // A `data:` URL; null where the icon is to go, undefined where it stays as it is.
  const [icon, setIcon] = useState<string | null>();
  const [error, setError] = useState<string>();
  const [iconError, setIconError] = useState<string>();
  const kept = target?.own?.hasIcon ? serverIconAddress(target.serverName) : null;
  const shownIcon = icon === undefined ? kept : icon;
  const [create, update] = [useCreateServer(), useUpdateServer()];

  const submit = async ({ kind: _, url = "", ...form }: TargetFormValues) => {
    const name = serverNameSchema.safeParse(values.name);
    setError(name.success ? undefined : "Name the server.");
    if (!name.success) return;
    const sent = {
      ...form,
      url,
      category: values.category,
      ...(icon !== undefined && { icon: icon && base64Of(icon) }),
    };
    try {
      if (target) await update.mutateAsync({ name: target.serverName, form: sent });
      else await create.mutateAsync({ ...sent, name: name.data });
    } catch (failure) {
      const { fields } = failure instanceof RequestError ? failure.problem : {};
      setError(fields?.name?.[0]);
      setIconError(fields?.icon?.[0]);
      throw failure;
    }
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
      <ImageField
        label="Icon"
        hasImage={shownIcon !== null}
        preview={shownIcon}
        error={iconError}
        onChange={(next) => {
          setIconError(undefined);
          setIcon(next);
        }}
        onRefuse={setIconError}
      />
      <TargetForm id={formId} target={target} isOwn onSubmit={submit} />
      {target?.readiness && <Verdict readiness={target.readiness} />}
      {target && <ServerRules name={target.serverName} />}
    </Dialog>
  );
}
