import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { submitting } from "@/components/ui/submitting";
import {
  TARGET_REGISTRATIONS,
  type Target,
  targetFormSchema,
  type TargetForm as Values,
} from "@/lib/contracts/target";
import { REGISTRATION_LABELS } from "@/lib/words/labels";
import { MoreTargetFields } from "./more-target-fields";
import { OwnAppFields } from "./own-app-fields";
import { orLeftOut } from "./read-lines";

type TargetFormProps = {
  id: string;
  /** As it is; undefined for a server that is being added. */
  target: Target | undefined;
  /** Whether it is a server of the organisation's own, which leads to its own address alone. */
  isOwn?: boolean;
  /** @throws RequestError */
  onSubmit: (form: Values) => Promise<unknown>;
};

/** What is to stand behind a server. Secrets that are left empty stay as they are. */
export function TargetForm({ id, target, isOwn = false, onSubmit }: TargetFormProps) {
  const vendor = target?.vendor;
  const form = useForm<Values>({
    resolver: standardSchemaResolver(targetFormSchema),
    defaultValues: {
      kind: target?.state === "sandbox" && target.chosen ? "sandbox" : "remote",
      url: target?.url ?? vendor?.url ?? "",
      transport: target?.transport ?? "StreamableHttp",
      registration: target?.registration ?? registrationFor(vendor?.ways[0]),
      clientId: target?.clientId ?? undefined,
      ...(target && target.scopes.length > 0 && { scopes: target.scopes }),
      ...(target?.keyHeader && { keyHeader: target.keyHeader }),
    },
  });
  const { register, watch } = form;
  const { errors } = form.formState;
  const [kind, registration] = [watch("kind"), watch("registration")];
  const consents = registration === "automatic" || registration === "own-app";

  const submit = submitting(form, async (values) => {
    await onSubmit(values.kind === "sandbox" ? { kind: "sandbox" } : values);
  });

  return (
    <form id={id} noValidate onSubmit={submit}>
      {!isOwn && (
        <Segmented
          legend="Where it leads"
          options={[
            { value: "remote", label: "An MCP server" },
            { value: "sandbox", label: "Sandbox" },
          ]}
          className="mb-4"
          {...register("kind")}
        />
      )}
      {kind === "sandbox" ? (
        <p className="text-muted text-sm">
          Sandbox tools stand in for the service, and say so at every call.
        </p>
      ) : (
        <>
          <Field
            label="Address"
            description={
              vendor?.needs.length
                ? `Fill in ${vendor.needs.map((name) => `{${name}}`).join(", ")}.`
                : undefined
            }
            error={errors.url?.message}
          >
            {(ids) => (
              <Input {...ids} type="url" autoComplete="off" spellCheck={false} {...register("url")} />
            )}
          </Field>
          <div className="grid gap-x-4 sm:grid-cols-2">
            <Field label="Transport" error={errors.transport?.message}>
              {(ids) => (
                <Select {...ids} {...register("transport")}>
                  <option value="StreamableHttp">Streamable HTTP</option>
                  <option value="SSE">SSE</option>
                </Select>
              )}
            </Field>
            <Field label="How accounts are let in" error={errors.registration?.message}>
              {(ids) => (
                <Select {...ids} {...register("registration")}>
                  {TARGET_REGISTRATIONS.map((value) => (
                    <option key={value} value={value}>
                      {REGISTRATION_LABELS[value]}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
          {registration === "own-app" && (
            <OwnAppFields form={form} hasSecret={target?.hasClientSecret ?? false} />
          )}
          <MoreTargetFields form={form} headers={target?.headers ?? []} consents={consents} />
          {registration === "key" && (
            <Field
              label="Header for keys"
              optional
              description="Authorization: Bearer {key} where it is left out."
              error={errors.keyHeader?.message}
            >
              {(ids) => (
                <Input
                  {...ids}
                  autoComplete="off"
                  spellCheck={false}
                  {...register("keyHeader", { setValueAs: orLeftOut })}
                />
              )}
            </Field>
          )}
        </>
      )}
      {errors.root?.message && (
        <Alert kind="negative" title="Nothing was changed">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}

function registrationFor(way: string | undefined): NonNullable<Values["registration"]> {
  return way === "own-app" || way === "key" || way === "none" ? way : "automatic";
}
