import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { PASSWORD_LENGTH } from "@/lib/contracts/member";
import { PasswordInput } from "./password-input";

type NewPasswordFieldProps = {
  label: string;
  error: string | undefined;
  registered: UseFormRegisterReturn;
};

/** A password that is chosen here, with how long it has to be. */
export function NewPasswordField({ label, error, registered }: NewPasswordFieldProps) {
  return (
    <Field label={label} description={`At least ${PASSWORD_LENGTH.least} characters.`} error={error}>
      {(control) => <PasswordInput autoComplete="new-password" {...control} {...registered} />}
    </Field>
  );
}
