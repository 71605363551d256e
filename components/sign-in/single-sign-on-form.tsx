"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { PasswordInput } from "@/components/auth/password-input";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { submitting } from "@/components/ui/submitting";
import { toast } from "@/components/ui/toast";
import { singleSignOnFormSchema } from "@/lib/contracts/sign-in";
import { signInRulesQuery, useUpdateSingleSignOn } from "@/lib/queries/sign-in";
import { RoleFields } from "./role-fields";
import { fieldOf, requestOf, type Values, valuesOf } from "./single-sign-on-values";

/** The OpenID provider at which members sign in. It is asked before anything is kept. */
export function SingleSignOnForm() {
  const { data } = useSuspenseQuery(signInRulesQuery);
  const kept = data.singleSignOn;
  const isFixed = kept?.byEnvironment ?? false;
  const update = useUpdateSingleSignOn();
  const form = useForm<Values>({ defaultValues: valuesOf(kept) });
  const { register, setError, resetField } = form;
  const { errors } = form.formState;

  const submit = submitting(form, async (values) => {
    const parsed = singleSignOnFormSchema.safeParse(requestOf(values));
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) setError(fieldOf(path), { message });
      return;
    }
    await update.mutateAsync(parsed.data);
    resetField("clientSecret");
    toast({
      kind: "positive",
      title: "Saved",
      description: "Try it in a private window before you rely on it.",
    });
  });

  return (
    <form method="post" noValidate onSubmit={submit} className="max-w-md">
      {isFixed && (
        <Alert kind="info" className="mb-5">
          The environment names the provider (OIDC_ISSUER). What it decides is set here.
        </Alert>
      )}
      <Field
        label="Name"
        description="As the button says it: Continue with ..."
        error={errors.label?.message}
      >
        {(ids) => <Input {...ids} {...register("label")} placeholder="Okta" />}
      </Field>
      <Field label="Issuer" error={errors.issuer?.message}>
        {(ids) => (
          <Input
            {...ids}
            type="url"
            readOnly={isFixed}
            {...register("issuer")}
            placeholder="https://login.example.com"
          />
        )}
      </Field>
      <Field label="Client id" error={errors.clientId?.message}>
        {(ids) => <Input {...ids} autoComplete="off" readOnly={isFixed} {...register("clientId")} />}
      </Field>
      {!isFixed && (
        <Field
          label="Client secret"
          optional
          description={
            kept?.hasSecret
              ? "There is one, which is not shown. Left empty, it stays."
              : "Left empty, PKCE alone proves it."
          }
          error={errors.clientSecret?.message}
        >
          {(ids) => <PasswordInput {...ids} autoComplete="off" {...register("clientSecret")} />}
        </Field>
      )}
      <Field
        label="Domains"
        optional
        description="Of the addresses that may come in. Without any, all that the provider says are verified."
        error={errors.domains?.message}
      >
        {(ids) => <Input {...ids} {...register("domains")} placeholder="example.com, example.org" />}
      </Field>
      <RoleFields form={form} />
      <Button type="submit" variant="primary" busy={update.isPending} busyLabel="Asking the provider">
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
