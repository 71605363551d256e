"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { placeProblem } from "@/components/ui/place-problem";
import { completeSetup, signIn } from "@/lib/api/auth";
import { PASSWORD_LENGTH, setupRequestSchema } from "@/lib/contracts/member";
import { HOME_PATH, PATHS } from "@/lib/paths";
import { PasswordInput } from "./password-input";

const formSchema = z.omit(setupRequestSchema, { token: true });

/** Makes the first administrator with the one-time link's token, signs them in and goes on. */
export function SetupForm({ token }: { token: string }) {
  const form = useForm({ resolver: standardSchemaResolver(formSchema) });
  const { register, handleSubmit } = form;
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const busy = isSubmitting || isSubmitSuccessful;

  const submit = handleSubmit(async (administrator) => {
    try {
      await completeSetup({ token, ...administrator });
    } catch (error) {
      placeProblem(form, error);
      return;
    }
    // The account is there now; where signing in fails, the sign-in page is the place to try again.
    await signIn(administrator).then(
      () => window.location.assign(HOME_PATH),
      () => window.location.assign(PATHS.signIn),
    );
  });

  return (
    <form method="post" noValidate onSubmit={submit}>
      <Field label="Name" error={errors.name?.message}>
        {(control) => <Input autoComplete="name" {...control} {...register("name")} />}
      </Field>
      <Field label="Email" error={errors.email?.message}>
        {(control) => <Input type="email" autoComplete="username" {...control} {...register("email")} />}
      </Field>
      <Field
        label="Password"
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
        busyLabel="Setting up"
        className="mt-2 w-full"
      >
        Create the administrator
      </Button>
      {errors.root?.message && (
        <Alert kind="negative" className="mt-4">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}
