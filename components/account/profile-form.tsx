"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { PasswordInput } from "@/components/auth/password-input";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { submitting } from "@/components/ui/submitting";
import { toast } from "@/components/ui/toast";
import { type UpdateAccountRequest, updateAccountRequestSchema } from "@/lib/contracts/account";
import { accountQuery, useUpdateAccount } from "@/lib/queries/account";

/** One's own name and address. Another address takes the password, because one signs in with it. */
export function ProfileForm() {
  const { data: account } = useSuspenseQuery(accountQuery);
  const update = useUpdateAccount();
  const form = useForm<UpdateAccountRequest>({
    resolver: standardSchemaResolver(updateAccountRequestSchema),
    defaultValues: { name: account.name, email: account.email, currentPassword: "" },
  });
  const { register, watch, resetField } = form;
  const { errors } = form.formState;
  const changesEmail = watch("email").trim().toLowerCase() !== account.email;

  const submit = submitting(form, async (request) => {
    await update.mutateAsync(request);
    resetField("currentPassword");
    toast({ kind: "positive", title: "Saved" });
  });

  return (
    <form method="post" noValidate onSubmit={submit} className="max-w-sm">
      <Field label="Name" error={errors.name?.message}>
        {(ids) => <Input {...ids} autoComplete="name" {...register("name")} />}
      </Field>
      <Field label="Email" description="What you sign in with." error={errors.email?.message}>
        {(ids) => <Input {...ids} type="email" autoComplete="username" {...register("email")} />}
      </Field>
      {changesEmail && (
        <Field label="Your password" error={errors.currentPassword?.message}>
          {(ids) => (
            <PasswordInput {...ids} autoComplete="current-password" {...register("currentPassword")} />
          )}
        </Field>
      )}
      <Button type="submit" variant="primary" busy={update.isPending} busyLabel="Saving">
        Save
      </Button>
      {errors.root?.message && (
        <Alert kind="negative" title="It was not saved" className="mt-4">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}
