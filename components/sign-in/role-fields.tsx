import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { ROLES } from "@/lib/contracts/terms/role";
import { ROLE_LABELS } from "@/lib/words/labels";
import type { Values } from "./single-sign-on-values";

/** Which role somebody has who comes from the provider. */
export function RoleFields({ form }: { form: UseFormReturn<Values> }) {
  const { register, watch } = form;
  const { errors } = form.formState;
  const byClaim = watch("roleClaim").trim() !== "";
  return (
    <>
      <Field
        label="Role of newcomers"
        description={
          byClaim
            ? "Where the claim gives none. Whoever then has none does not come in."
            : "Of whoever is no member yet. Those who are keep theirs."
        }
        error={errors.defaultRole?.message}
      >
        {(ids) => (
          <Select {...ids} {...register("defaultRole")}>
            <option value="">None: only members and the invited come in</option>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {ROLE_LABELS[role]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Role claim"
        optional
        description="The claim that gives the role at each sign-in, such as groups or realm_access.roles."
        error={errors.roleClaim?.message}
      >
        {(ids) => <Input {...ids} {...register("roleClaim")} placeholder="groups" />}
      </Field>
      {byClaim &&
        [...ROLES].reverse().map((role) => (
          <Field key={role} label={`Value for ${ROLE_LABELS[role]}`} optional error={errors[role]?.message}>
            {(ids) => <Input {...ids} {...register(role)} />}
          </Field>
        ))}
    </>
  );
}
