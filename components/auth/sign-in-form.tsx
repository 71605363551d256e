"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { submitting } from "@/components/ui/submitting";
import { useFirstFocus } from "@/components/ui/use-first-focus";
import { signIn } from "@/lib/api/auth";
import { signInFormSchema } from "@/lib/contracts/member";
import { AuthForm } from "./auth-form";
import { PasswordInput } from "./password-input";

/** `next` is a path of this console, checked by the page. What was typed stays after a refusal. */
export function SignInForm({ next }: { next: string }) {
  const form = useForm({ resolver: standardSchemaResolver(signInFormSchema) });
  const { register, setFocus } = form;
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  useFirstFocus(() => setFocus("email"));

  const submit = submitting(form, async (credentials) => {
    await signIn(credentials);
    // A full load: nothing that was fetched while signed out is worth keeping.
    window.location.assign(next);
  });

  return (
    <AuthForm
      onSubmit={submit}
      submitLabel="Sign in"
      busyLabel="Signing in"
      busy={isSubmitting || isSubmitSuccessful}
      problem={errors.root?.message}
    >
      <Field label="Email" error={errors.email?.message}>
        {(control) => <Input type="email" autoComplete="username" {...control} {...register("email")} />}
      </Field>
      <Field label="Password" error={errors.password?.message}>
        {(control) => (
          <PasswordInput autoComplete="current-password" {...control} {...register("password")} />
        )}
      </Field>
    </AuthForm>
  );
}
