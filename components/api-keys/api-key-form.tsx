import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { Controller, useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { submitting } from "@/components/ui/submitting";
import {
  API_KEY_DAYS,
  type CreateApiKeyRequest,
  type CreateApiKeyRequestInput,
  createApiKeyRequestSchema,
  MAIN_ACCOUNT,
} from "@/lib/contracts/api-key";
import { ROLES } from "@/lib/contracts/terms/role";
import { ROLE_LABELS } from "@/lib/words/labels";
import { ApiKeyScopes } from "./api-key-scopes";

const LIVES = [
  { days: 7, label: "7 days" },
  { days: 30, label: "30 days" },
  { days: API_KEY_DAYS.usual, label: "90 days" },
  { days: 365, label: "1 year" },
];

type ApiKeyFormProps = {
  id: string;
  /** @throws RequestError */
  onSubmit: (request: CreateApiKeyRequest) => Promise<unknown>;
};

/** What a key is to be: its name, what it may do and as whom, and for how long. */
export function ApiKeyForm({ id, onSubmit }: ApiKeyFormProps) {
  const form = useForm<CreateApiKeyRequestInput, unknown, CreateApiKeyRequest>({
    resolver: standardSchemaResolver(createApiKeyRequestSchema),
    defaultValues: {
      name: "",
      scopes: ["read", "create"],
      role: "operator",
      account: MAIN_ACCOUNT,
      expiresInDays: API_KEY_DAYS.usual,
    },
  });
  const { register, control } = form;
  const { errors } = form.formState;

  const submit = submitting(form, onSubmit);

  return (
    <form id={id} noValidate onSubmit={submit}>
      <Field label="Name" description="What uses it: it stands in the record." error={errors.name?.message}>
        {(ids) => <Input {...ids} autoComplete="off" {...register("name")} />}
      </Field>
      <Controller
        control={control}
        name="scopes"
        render={({ field }) => (
          <ApiKeyScopes chosen={field.value} onChange={field.onChange} error={errors.scopes?.message} />
        )}
      />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <Field label="Role, at the most" error={errors.role?.message}>
          {(ids) => (
            <Select {...ids} {...register("role")}>
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {ROLE_LABELS[role]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Expires after" error={errors.expiresInDays?.message}>
          {(ids) => (
            <Select {...ids} {...register("expiresInDays", { setValueAs: daysOf })}>
              {LIVES.map(({ days, label }) => (
                <option key={days} value={days}>
                  {label}
                </option>
              ))}
              <option value="never">Never</option>
            </Select>
          )}
        </Field>
      </div>
      <Field
        label="Account"
        description={`Each account of the engine has instances of its own. The console's are in ${MAIN_ACCOUNT}.`}
        error={errors.account?.message}
      >
        {(ids) => <Input {...ids} autoComplete="off" spellCheck={false} {...register("account")} />}
      </Field>
      {errors.root?.message && (
        <Alert kind="negative" title="No key was made">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}

function daysOf(chosen: unknown): number | null {
  return chosen === "never" || chosen === null ? null : Number(chosen);
}
