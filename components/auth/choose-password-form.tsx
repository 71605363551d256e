"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { submitting } from "@/components/ui/submitting";
import { choosePassword } from "@/lib/api/members";
import { choosePasswordRequestSchema } from "@/lib/contracts/member-list";
import { AuthForm } from "./auth-form";
import { enter } from "./enter";
import { NewPasswordField } from "./new-password-field";

/** Sets another password by a link, signs in with it and goes on. */
export function ChoosePasswordForm({ token, email }: { token: string; email: string }) {
  const form = useForm({ resolver: standardSchemaResolver(choosePasswordRequestSchema) });
  const { register } = form;
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  const submit = submitting(form, async ({ password }) => {
    await choosePassword({ token, password });
    await enter({ email, password });
  });

  return (
    <AuthForm
      onSubmit={submit}
      submitLabel="Set the password"
      busyLabel="Saving"
      busy={isSubmitting || isSubmitSuccessful}
      problem={errors.root?.message}
      email={email}
    >
      <NewPasswordField
        label="New password"
        error={errors.password?.message}
        registered={register("password")}
      />
    </AuthForm>
  );
}
