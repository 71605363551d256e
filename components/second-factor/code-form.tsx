"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { submitting } from "@/components/ui/submitting";
import { codeRequestSchema } from "@/lib/contracts/second-factor";

type CodeFormProps = {
  label?: string;
  description?: string;
  submitLabel: string;
  busyLabel: string;
  /** What takes the code; what it throws is shown. */
  act: (code: string) => Promise<unknown>;
  onCancel?: () => void;
};

/** Asks for a code of the second factor. */
export function CodeForm({
  label = "Code",
  description = "Six digits from your authenticator app, or a recovery code.",
  submitLabel,
  busyLabel,
  act,
  onCancel,
}: CodeFormProps) {
  const form = useForm({ resolver: standardSchemaResolver(codeRequestSchema), defaultValues: { code: "" } });
  const { register } = form;
  const { errors, isSubmitting } = form.formState;

  const submit = submitting(form, async ({ code }) => {
    await act(code);
  });

  return (
    <form method="post" noValidate onSubmit={submit} className="max-w-sm">
      <Field label={label} description={description} error={errors.code?.message}>
        {(ids) => (
          <Input
            {...ids}
            className="font-mono"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            {...register("code")}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={isSubmitting} busyLabel={busyLabel}>
          {submitLabel}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
      {errors.root?.message && (
        <Alert kind="negative" className="mt-4">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}
