import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { Controller, useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { submitting } from "@/components/ui/submitting";
import { type WebhookForm as Form, type Webhook, webhookFormSchema } from "@/lib/contracts/webhook";
import { WebhookEvents } from "./webhook-events";

type WebhookFormProps = {
  id: string;
  /** The one that is changed; left out, one is added. */
  webhook?: Webhook;
  /** @throws RequestError */
  onSubmit: (form: Form) => Promise<unknown>;
};

/** Where an endpoint is, and what it is told of. */
export function WebhookForm({ id, webhook, onSubmit }: WebhookFormProps) {
  const form = useForm<Form>({
    resolver: standardSchemaResolver(webhookFormSchema),
    defaultValues: { url: webhook?.url ?? "", events: webhook?.events ?? [] },
  });
  const { errors } = form.formState;
  const submit = submitting(form, onSubmit);

  return (
    <form id={id} noValidate onSubmit={submit}>
      <Field
        label="Address"
        description="An https address on the public internet. Each event is sent there by POST, signed."
        error={errors.url?.message}
      >
        {(ids) => (
          <Input
            {...ids}
            type="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://hooks.example.com/patchbay"
            {...form.register("url")}
          />
        )}
      </Field>
      <Controller
        control={form.control}
        name="events"
        render={({ field }) => (
          <WebhookEvents chosen={field.value} onChange={field.onChange} error={errors.events?.message} />
        )}
      />
      {errors.root?.message && (
        <Alert kind="negative" title="It was not saved">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}
