"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { PasswordInput } from "@/components/auth/password-input";
import { CodeForm } from "@/components/second-factor/code-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { submitting } from "@/components/ui/submitting";
import { signIn } from "@/lib/api/auth";
import { verifySecondFactor } from "@/lib/api/second-factor";
import { signInFormSchema } from "@/lib/contracts/member";
import { secondFactorPath } from "@/lib/paths";
import { signInWaysQuery } from "@/lib/queries/sign-in";
import { OtherWaysIn } from "./other-ways-in";

type SessionDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Of the member whose page this is: another's would show what they may not see. */
  email: string;
  onSignedIn: () => void;
};

/** Signs the page's own member in again. */
export function SessionDialog({ open, onOpenChange, email, onSignedIn }: SessionDialogProps) {
  const formId = useId();
  const form = useForm({
    resolver: standardSchemaResolver(signInFormSchema),
    defaultValues: { email, password: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const pathname = usePathname();
  const { data: ways } = useQuery(signInWaysQuery);
  const [isCodeDue, setCodeDue] = useState(false);
  const submit = submitting(form, async (credentials) => {
    const { lacks } = await signIn(credentials);
    if (lacks === "second-factor") window.location.assign(secondFactorPath(pathname));
    else if (lacks === "code") setCodeDue(true);
    else onSignedIn();
  });
  const hasForm = !isCodeDue && ways?.allowsPasswords !== false;
  const verify = async (code: string) => {
    await verifySecondFactor({ code });
    onSignedIn();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      closesOnOutsidePress={false}
      title="Your session has ended"
      description="Sign in again to go on. This page and what you typed stay as they are."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Not now</Button>
          {hasForm && (
            <Button variant="primary" type="submit" form={formId} busy={isSubmitting} busyLabel="Signing in">
              Sign in
            </Button>
          )}
        </>
      }
    >
      {ways && !isCodeDue && (
        <OtherWaysIn
          email={email}
          singleSignOn={ways.singleSignOn}
          hasPasskeys={ways.allowsPasswords}
          onSignedIn={onSignedIn}
        />
      )}
      {isCodeDue && <CodeForm submitLabel="Sign in" busyLabel="Signing in" act={verify} />}
      <form id={formId} hidden={!hasForm} method="post" noValidate onSubmit={submit}>
        <p className="wrap-anywhere mb-4 text-sm">
          As <strong className="font-medium">{email}</strong>
        </p>
        <input type="email" autoComplete="username" hidden {...form.register("email")} />
        <Field label="Password" error={errors.password?.message}>
          {(control) => (
            <PasswordInput autoComplete="current-password" {...control} {...form.register("password")} />
          )}
        </Field>
        {errors.root?.message && <Alert kind="negative">{errors.root.message}</Alert>}
      </form>
    </Dialog>
  );
}
