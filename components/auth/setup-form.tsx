"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { submitting } from "@/components/ui/submitting";
import { useFirstFocus } from "@/components/ui/use-first-focus";
import { completeSetup } from "@/lib/api/auth";
import { setupRequestSchema } from "@/lib/contracts/member";
import { AuthForm } from "./auth-form";
import { enter } from "./enter";
import { NewPasswordField } from "./new-password-field";

const formSchema = z.omit(setupRequestSchema, { token: true });

/** Makes the first administrator with the one-time link's token, signs them in and goes on. */
export function SetupForm({ token }: { token: string }) {
  const form = useForm({ resolver: standardSchemaResolver(formSchema) });
  const { register, setFocus } = form;
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  useFirstFocus(() => setFocus("name"));

  const submit = submitting(form, async (administrator) => {
    await completeSetup({ token, ...administrator });
    await enter(administrator);
  });

  return (
    <AuthForm
      onSubmit={submit}
      submitLabel="Create the administrator"
      busyLabel="Setting up"
      busy={isSubmitting || isSubmitSuccessful}
      problem={errors.root?.message}
    >
      <Field label="Name" error={errors.name?.message}>
        {(control) => <Input autoComplete="name" {...control} {...register("name")} />}
      </Field>
      <Field label="Email" error={errors.email?.message}>
        {(control) => <Input type="email" autoComplete="username" {...control} {...register("email")} />}
      </Field>
      <NewPasswordField label="Password" error={errors.password?.message} registered={register("password")} />
    </AuthForm>
  );
}
