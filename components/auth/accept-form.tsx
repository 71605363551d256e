"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { submitting } from "@/components/ui/submitting";
import { acceptInvitation } from "@/lib/api/members";
import { acceptInvitationRequestSchema } from "@/lib/contracts/member-list";
import { AuthForm } from "./auth-form";
import { enter } from "./enter";
import { NewPasswordField } from "./new-password-field";

/** Makes whoever is invited a member, signs them in and goes on. */
export function AcceptForm({ token, email }: { token: string; email: string }) {
  const form = useForm({ resolver: standardSchemaResolver(acceptInvitationRequestSchema) });
  const { register } = form;
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  const submit = submitting(form, async (member) => {
    await acceptInvitation({ token, ...member });
    await enter({ email, password: member.password });
  });

  return (
    <AuthForm
      onSubmit={submit}
      submitLabel="Join"
      busyLabel="Joining"
      busy={isSubmitting || isSubmitSuccessful}
      problem={errors.root?.message}
      email={email}
    >
      <Field label="Name" error={errors.name?.message}>
        {(control) => <Input autoComplete="name" {...control} {...register("name")} />}
      </Field>
      <NewPasswordField label="Password" error={errors.password?.message} registered={register("password")} />
    </AuthForm>
  );
}
