"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { submitting } from "@/components/ui/submitting";
import { savedViewFormSchema } from "@/lib/contracts/saved-view";
import { useCreateView } from "@/lib/queries/views";

type SaveViewDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The query of the list's address. */
  search: string;
};

/** Asks for a view's name. */
export function SaveViewDialog({ open, onOpenChange, search }: SaveViewDialogProps) {
  const formId = useId();
  const create = useCreateView();
  const form = useForm({
    resolver: standardSchemaResolver(savedViewFormSchema),
    defaultValues: { name: "", search },
  });
  const { errors } = form.formState;
  const submit = submitting(form, async (values) => {
    await create.mutateAsync(values);
    onOpenChange(false);
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Save this view"
      description="It stands under Instances in your sidebar. Whoever has its address sees the same view."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} busy={create.isPending} busyLabel="Saving">
            Save
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Field label="Name" error={errors.name?.message}>
          {(ids) => (
            <Input {...ids} autoComplete="off" placeholder="Waiting on Slack" {...form.register("name")} />
          )}
        </Field>
        {(errors.root?.message ?? errors.search?.message) && (
          <Alert kind="negative" title="It was not saved">
            {errors.root?.message ?? errors.search?.message}
          </Alert>
        )}
      </form>
    </Dialog>
  );
}
