import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { PasswordInput } from "@/components/auth/password-input";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { placeProblem } from "@/components/ui/place-problem";
import { accountKeySchema } from "@/lib/contracts/connect";
import type { ServerName } from "@/lib/contracts/server-name";
import { fill } from "@/lib/words/visitor/fill";
import { visitorError } from "./visitor-error";
import { useVisitorWords } from "./visitor-words";

type KeyFormProps = {
  serverName: ServerName;
  /** @throws RequestError */
  onSend: (key: string) => Promise<void>;
};

/** Asks for a key. It is forgotten once it was taken; after a refusal it is still there to be corrected. */
export function KeyForm({ serverName, onSend }: KeyFormProps) {
  const spoken = useVisitorWords();
  const { language, words } = spoken;
  const form = useForm({
    resolver: standardSchemaResolver(accountKeySchema),
    defaultValues: { key: "" },
  });
  const { register, handleSubmit, reset } = form;
  const { errors, isSubmitting } = form.formState;

  // A database has no account with a key in it.
  const isString = serverName === "Postgres";
  // What the form itself finds has a type, and is said in English alone.
  const local = errors.key?.type !== undefined && language !== "en";

  const submit = handleSubmit(async ({ key }) => {
    try {
      await onSend(key);
      reset();
    } catch (error) {
      placeProblem(form, visitorError(error, spoken));
    }
  });

  return (
    <form noValidate onSubmit={submit} autoComplete="off" className="max-w-sm">
      <Field
        label={fill(isString ? words.stringLabel : words.keyLabel, { server: serverName })}
        description={fill(isString ? words.stringHint : words.keyHint, { server: serverName })}
        error={local ? words.fieldWrong : errors.key?.message}
      >
        {(control) => (
          <PasswordInput autoComplete="off" showLabel={words.keyShow} {...control} {...register("key")} />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting} busyLabel={words.keySending}>
        <span>{fill(words.connect, { server: serverName })}</span>
      </Button>
      {errors.root?.message && (
        <Alert kind="negative" title={words.keyNotSet} className="mt-3">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}
