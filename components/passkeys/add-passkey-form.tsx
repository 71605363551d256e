import { useForm } from "react-hook-form";
import { PasswordInput } from "@/components/auth/password-input";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { placeProblem } from "@/components/ui/place-problem";
import { toast } from "@/components/ui/toast";
import { RequestError } from "@/lib/api/request-error";
import { useAddPasskey } from "@/lib/queries/passkeys";
import { passkeyProblem } from "./passkey-problem";

type AddPasskeyFormProps = { asksPassword: boolean; onAdded: () => void; onCancel: () => void };

/** Names a passkey, and has the browser make it. */
export function AddPasskeyForm({ asksPassword, onAdded, onCancel }: AddPasskeyFormProps) {
  const form = useForm({ defaultValues: { name: "", currentPassword: "" } });
  const { register, handleSubmit, setError } = form;
  const { errors, isSubmitting } = form.formState;
  const { mutateAsync } = useAddPasskey();

  const submit = handleSubmit(async ({ name, currentPassword }) => {
    try {
      await mutateAsync({ name, currentPassword: currentPassword || undefined });
      toast({ kind: "positive", title: "Passkey added" });
      onAdded();
    } catch (error) {
      if (error instanceof RequestError) placeProblem(form, error);
      else setError("root", { message: passkeyProblem(error) ?? "No passkey was made. Try again." });
    }
  });

  return (
    <form method="post" noValidate onSubmit={submit} className="max-w-sm">
      <Field label="Name" description="By which you know it again." error={errors.name?.message}>
        {(ids) => (
          <Input
            {...ids}
            placeholder="Laptop"
            autoComplete="off"
            {...register("name", { required: "Name the passkey." })}
          />
        )}
      </Field>
      {asksPassword && (
        <Field label="Your password" error={errors.currentPassword?.message}>
          {(ids) => (
            <PasswordInput {...ids} autoComplete="current-password" {...register("currentPassword")} />
          )}
        </Field>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Waiting for the browser">
          Add passkey
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
      {errors.root?.message && (
        <Alert kind="negative" title="No passkey was added" className="mt-4">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}
