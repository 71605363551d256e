"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Controller, useForm } from "react-hook-form";
import { ServerChecks } from "@/components/servers/server-checks";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { submitting } from "@/components/ui/submitting";
import { Switch } from "@/components/ui/switch";
import { CATALOGUE } from "@/lib/catalogue/servers";
import { type Bundle, type BundleForm, type BundleFormInput, bundleFormSchema } from "@/lib/contracts/bundle";
import { useSaveBundle } from "@/lib/queries/bundles";
import { suggestionsQuery } from "@/lib/queries/instances";

type BundleDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The one that is changed; left out, one is made. */
  bundle: Bundle | undefined;
};

/** A bundle's name, its servers, and whether they are read-only. */
export function BundleDialog({ open, onOpenChange, bundle }: BundleDialogProps) {
  const formId = useId();
  const save = useSaveBundle(bundle?.id);
  const form = useForm<BundleFormInput, unknown, BundleForm>({
    resolver: standardSchemaResolver(bundleFormSchema),
    defaultValues: {
      name: bundle?.name ?? "",
      serverNames: bundle?.serverNames ?? [],
      isReadOnly: bundle?.isReadOnly ?? false,
    },
  });
  const { data: suggestions } = useQuery(suggestionsQuery);
  const servers = [...(suggestions?.ownServers ?? []), ...CATALOGUE];
  const { errors } = form.formState;
  const submit = submitting(form, async (values) => {
    await save.mutateAsync(values);
    onOpenChange(false);
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      closesOnOutsidePress={false}
      title={bundle ? `Edit ${bundle.name}` : "Create a bundle"}
      description="Giving it to users makes each of its servers for each of them."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} busy={save.isPending} busyLabel="Saving">
            {bundle ? "Save" : "Create bundle"}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Field label="Name" error={errors.name?.message}>
          {(ids) => <Input {...ids} autoComplete="off" placeholder="Support" {...form.register("name")} />}
        </Field>
        <Controller
          control={form.control}
          name="serverNames"
          render={({ field }) => (
            <ServerChecks
              servers={servers}
              chosen={servers.flatMap(({ name }) => (field.value.includes(name) ? [name] : []))}
              onChange={field.onChange}
              error={errors.serverNames?.message}
            />
          )}
        />
        <Switch
          {...form.register("isReadOnly")}
          label="Read-only"
          description="The agents can look, and change nothing."
        />
        {errors.root?.message && (
          <Alert kind="negative" title="It was not saved" className="mt-4">
            {errors.root.message}
          </Alert>
        )}
      </form>
    </Dialog>
  );
}
