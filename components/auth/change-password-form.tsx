"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { submitting } from "@/components/ui/submitting";
import { toast } from "@/components/ui/toast";
import { changePassword } from "@/lib/api/auth";
import { changePasswordFormSchema } from "@/lib/contracts/member";
import { NewPasswordField } from "./new-password-field";
import { PasswordInput } from "./password-input";

/** `email` lets password stores know whose password changes. */
export function ChangePasswordForm({ email }: { email: string }) {
  const form = useForm({ resolver: standardSchemaResolver(changePasswordFormSchema) });
  const { register, reset } = form;
  const { errors, isSubmitting } = form.formState;

  const submit = submitting(form, async (passwords) => {
    await changePassword(passwords);
    reset();
    toast({
      kind: "positive",
      title: "Password changed",
      description: "You stay signed in here; every other session of yours has ended.",
    });
  });

  return (
    <form method="post" noValidate onSubmit={submit} className="max-w-sm">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Current password" error={errors.currentPassword?.message}>
        {(control) => (
          <PasswordInput autoComplete="current-password" {...control} {...register("currentPassword")} />
        )}
      </Field>
      <NewPasswordField
        label="New password"
        error={errors.newPassword?.message}
        registered={register("newPassword")}
      />
      <Button
        type="submit"
        variant="primary"
        busy={isSubmitting}
        busyLabel="Changing the password"
        className="mt-1"
      >
        Change password
      </Button>
      {errors.root?.message && (
        <Alert kind="negative" className="mt-4">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}
