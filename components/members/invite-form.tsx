import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { useMember } from "@/components/layout/member";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { submitting } from "@/components/ui/submitting";
import { Switch } from "@/components/ui/switch";
import { type InviteMemberRequest, inviteMemberRequestSchema } from "@/lib/contracts/member-list";
import { ROLES } from "@/lib/contracts/terms/role";
import { ROLE_LABELS, ROLE_WORDS } from "@/lib/words/labels";

type InviteFormProps = {
  id: string;
  /** @throws RequestError */
  onSubmit: (request: InviteMemberRequest) => Promise<unknown>;
};

/** Who is invited, and as what. */
export function InviteForm({ id, onSubmit }: InviteFormProps) {
  const { mails } = useMember();
  const form = useForm<InviteMemberRequest>({
    resolver: standardSchemaResolver(inviteMemberRequestSchema),
    defaultValues: { email: "", role: "operator", mail: mails },
  });
  const { register, watch } = form;
  const { errors } = form.formState;

  const submit = submitting(form, onSubmit);

  return (
    <form id={id} noValidate onSubmit={submit}>
      <Field label="Email" error={errors.email?.message}>
        {(ids) => <Input {...ids} type="email" autoComplete="off" {...register("email")} />}
      </Field>
      <Field label="Role" description={ROLE_WORDS[watch("role")]} error={errors.role?.message}>
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
      {mails && <Switch label="Mail it to them" {...register("mail")} />}
      {errors.root?.message && (
        <Alert kind="negative" title="Nobody was invited">
          {errors.root.message}
        </Alert>
      )}
    </form>
  );
}
