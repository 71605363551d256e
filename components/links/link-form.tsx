import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { Controller, useForm } from "react-hook-form";
import { useMember } from "@/components/layout/member";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { submitting } from "@/components/ui/submitting";
import { Switch } from "@/components/ui/switch";
import type { Instance } from "@/lib/contracts/instance";
import {
  type CreateLinkRequest,
  type CreateLinkRequestInput,
  createLinkRequestSchema,
  LINK_HOURS,
} from "@/lib/contracts/link";
import { recipientOf } from "@/lib/words/link-message";
import { LinkHours } from "./link-hours";
import { LinkServers } from "./link-servers";

type LinkFormProps = {
  id: string;
  userId: string;
  /** What can be chosen; to begin with, all of it is: most often one link is for everything that waits. */
  instances: Instance[];
  /** @throws RequestError */
  onSubmit: (request: CreateLinkRequest) => Promise<unknown>;
};

/** What a connect link is to be: for which servers, under which name, and for how long. */
export function LinkForm({ id, userId, instances, onSubmit }: LinkFormProps) {
  const { mails } = useMember();
  const form = useForm<CreateLinkRequestInput, unknown, CreateLinkRequest>({
    resolver: standardSchemaResolver(createLinkRequestSchema),
    defaultValues: {
      instanceIds: instances.map((instance) => instance.id),
      person: userId,
      expiresInHours: LINK_HOURS.usual,
      mail: mails && recipientOf({ userId, person: userId }) !== undefined,
    },
  });
  const { register, control } = form;
  const { errors } = form.formState;

  const submit = submitting(form, onSubmit);

  return (
    <form id={id} noValidate onSubmit={submit}>
      <Controller
        control={control}
        name="instanceIds"
        render={({ field }) => (
          <LinkServers
            instances={instances}
            chosen={field.value}
            onChange={field.onChange}
            error={errors.instanceIds?.message}
          />
        )}
      />
      <Field
        label="Name of the person"
        description="They are asked whether this is them before they connect anything."
        error={errors.person?.message}
      >
        {(ids) => <Input {...ids} autoComplete="off" {...register("person")} />}
      </Field>
      <Controller
        control={control}
        name="expiresInHours"
        render={({ field }) => (
          <LinkHours
            value={field.value ?? LINK_HOURS.usual}
            onChange={field.onChange}
            error={errors.expiresInHours?.message}
          />
        )}
      />
      {mails && (
        <Switch
          {...register("mail")}
          label="Mail it to them"
          description="To the user's id, or to the name above, where one is a mail address."
          className="mb-3"
        />
      )}
      {errors.mail?.message && <Alert kind="negative">{errors.mail.message}</Alert>}
      {errors.root?.message && (
        <Alert kind="negative" title="No link was made">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}
