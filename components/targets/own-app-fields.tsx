import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TargetForm } from "@/lib/contracts/target";
import { orLeftOut } from "./read-lines";

type OwnAppFieldsProps = { form: UseFormReturn<TargetForm>; hasSecret: boolean };

/** The app that the operator made at the vendor. Its secret is written, and never read back. */
export function OwnAppFields({ form, hasSecret }: OwnAppFieldsProps) {
  const { register, formState } = form;
  const { errors } = formState;
  return (
    <div className="grid gap-x-4 sm:grid-cols-2">
      <Field label="Client id" error={errors.clientId?.message}>
        {(ids) => <Input {...ids} autoComplete="off" {...register("clientId", { setValueAs: orLeftOut })} />}
      </Field>
      <Field
        label={hasSecret ? "Client secret (kept where empty)" : "Client secret"}
        error={errors.clientSecret?.message}
      >
        {(ids) => (
          <Input
            {...ids}
            type="password"
            autoComplete="new-password"
            {...register("clientSecret", { setValueAs: orLeftOut })}
          />
        )}
      </Field>
    </div>
  );
}
