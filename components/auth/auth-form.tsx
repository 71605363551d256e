import type { FormEventHandler, ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

type AuthFormProps = {
  onSubmit: FormEventHandler;
  /** The fields. */
  children: ReactNode;
  submitLabel: string;
  busyLabel: string;
  busy: boolean;
  /** What is said of the form as a whole, after a refusal. */
  problem: string | undefined;
  /** For password stores, where the form asks for no address itself. */
  email?: string;
};

/** The frame of what is asked of somebody who is not signed in yet. */
export function AuthForm({
  onSubmit,
  children,
  submitLabel,
  busyLabel,
  busy,
  problem,
  email,
}: AuthFormProps) {
  return (
    <form method="post" noValidate onSubmit={onSubmit}>
      {email !== undefined && (
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      )}
      {children}
      <Button
        type="submit"
        variant="primary"
        size="large"
        busy={busy}
        busyLabel={busyLabel}
        className="mt-2 w-full"
      >
        {submitLabel}
      </Button>
      {problem && (
        <Alert kind="negative" className="mt-4">
          {problem}
        </Alert>
      )}
    </form>
  );
}
