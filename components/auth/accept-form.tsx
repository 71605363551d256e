"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { placeProblem } from "@/components/ui/place-problem";
import { signIn } from "@/lib/api/auth";
import { acceptInvitation } from "@/lib/api/members";
import { PASSWORD_LENGTH } from "@/lib/contracts/member";
import { acceptInvitationRequestSchema } from "@/lib/contracts/member-list";
import { HOME_PATH, PATHS } from "@/lib/paths";
import { PasswordInput } from "./password-input";

/** Makes whoever is invited a member, signs them in and goes on. `email` is for password stores. */
export function AcceptForm({ token, email }: { token: string; email: string }) {
  const form = useForm({ resolver: standardSchemaResolver(acceptInvitationRequestSchema) });
  const { register, handleSubmit } = form;
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const busy = isSubmitting || isSubmitSuccessful;

  const submit = handleSubmit(async (member) => {
    try {
      await acceptInvitation({ token, ...member });
    } catch (error) {
      placeProblem(form, error);
      return;
    }
    // The account is there now; where signing in fails, the sign-in page is the place to try again.
    await signIn({ email, password: member.password }).then(
      () => window.location.assign(HOME_PATH),
      () => window.location.assign(PATHS.signIn),
    );
  });

  return (
    <form method="post" noValidate onSubmit={submit}>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Name" error={errors.name?.message}>
        {(control) => <Input autoComplete="name" {...control} {...register("name")} />}
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
        busyLabel="Joining"
        className="mt-2 w-full"
      >
        Join
      </Button>
      {errors.root?.message && (
        <Alert kind="negative" className="mt-4">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}
