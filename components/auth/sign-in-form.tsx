"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { placeProblem } from "@/components/ui/place-problem";
import { signIn } from "@/lib/api/auth";
import { signInFormSchema } from "@/lib/contracts/member";
import { PasswordInput } from "./password-input";

/** `next` is a path of this console, checked by the page. What was typed stays after a refusal. */
export function SignInForm({ next }: { next: string }) {
  const form = useForm({ resolver: standardSchemaResolver(signInFormSchema) });
  const { register, handleSubmit } = form;
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const busy = isSubmitting || isSubmitSuccessful;

  const submit = handleSubmit(async (credentials) => {
    try {
      await signIn(credentials);
      // A full load: nothing that was fetched while signed out is worth keeping.
      window.location.assign(next);
    } catch (error) {
      placeProblem(form, error);
    }
  });

  return (
    <form method="post" noValidate onSubmit={submit}>
      <Field label="Email" error={errors.email?.message}>
        {(control) => <Input type="email" autoComplete="username" {...control} {...register("email")} />}
      </Field>
      <Field label="Password" error={errors.password?.message}>
        {(control) => (
          <PasswordInput autoComplete="current-password" {...control} {...register("password")} />
        )}
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="large"
        busy={busy}
        busyLabel="Signing in"
        className="mt-2 w-full"
      >
        Sign in
      </Button>
      {errors.root?.message && (
        <Alert kind="negative" className="mt-4">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}
