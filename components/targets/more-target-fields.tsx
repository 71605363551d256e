import type { UseFormReturn } from "react-hook-form";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { TargetForm } from "@/lib/contracts/target";
import { readHeaders, readScopes } from "./read-lines";

type MoreTargetFieldsProps = {
  form: UseFormReturn<TargetForm>;
  /** The names of those that are sent already. */
  headers: readonly string[];
  /** Whether people consent, so that there is something to ask for. */
  consents: boolean;
};

/** What few targets need: scopes of one's own choice, and headers that go along with every request. */
export function MoreTargetFields({ form, headers, consents }: MoreTargetFieldsProps) {
  const { register, formState } = form;
  const { errors } = formState;
  return (
    <Disclosure
      summary="Scopes and headers"
      className="-ml-1 mb-4"
      open={headers.length > 0 || errors.headers !== undefined || undefined}
    >
      {consents && (
        <Field
          label="Scopes"
          optional
          description="Separated by spaces; where left out, what the server says that it takes."
          error={errors.scopes?.message ?? errors.scopes?.find?.((one) => one)?.message}
        >
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              spellCheck={false}
              {...register("scopes", { setValueAs: readScopes })}
            />
          )}
        </Field>
      )}
      <Field
        label={headers.length > 0 ? `Headers (${headers.join(", ")}: kept where empty)` : "Headers"}
        optional
        description="One a line, such as X-Tenant: acme. Their values are never shown again."
        error={errors.headers?.message?.toString()}
      >
        {(ids) => (
          <Textarea
            {...ids}
            rows={2}
            spellCheck={false}
            autoComplete="off"
            {...register("headers", { setValueAs: readHeaders })}
          />
        )}
      </Field>
    </Disclosure>
  );
}
