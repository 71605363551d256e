"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { placeProblem } from "@/components/ui/place-problem";
import { signIn } from "@/lib/api/auth";
import { choosePassword } from "@/lib/api/members";
import { PASSWORD_LENGTH } from "@/lib/contracts/member";
import { choosePasswordRequestSchema } from "@/lib/contracts/member-list";
import { HOME_PATH, PATHS } from "@/lib/paths";
import { PasswordInput } from "./password-input";

/** Sets another password by a link, signs in with it and goes on. `email` is for password stores. */
export function ChoosePasswordForm({ token, email }: { token: string; email: string }) {
  const form = useForm({ resolver: standardSchemaResolver(choosePasswordRequestSchema) });
  const { register, handleSubmit } = form;
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const busy = isSubmitting || isSubmitSuccessful;

  const submit = handleSubmit(async ({ password }) => {
    try {
      await choosePassword({ token, password });
    } catch (error) {
      placeProblem(form, error);
      return;
    }
    await signIn({ email, password }).then(
      () => window.location.assign(HOME_PATH),
      () => window.location.assign(PATHS.signIn),
    );
  });

  return (
    <form method="post" noValidate onSubmit={submit}>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field
        label="New password"
        description={`At least ${PASSWORD_LENGTH.least} characters.`}
        error={errors.password?.message}
      >
        {(control) => <PasswordInput autoComplete="new-password" {...control} {...register("password")} />}
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="large"
        busy={busy}
        busyLabel="Saving"
        className="mt-2 w-full"
      >
        Set the password
      </Button>
      {errors.root?.message && (
        <Alert kind="negative" className="mt-4">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}
