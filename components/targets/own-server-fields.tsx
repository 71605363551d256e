import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { ALL_CATEGORIES, type Category } from "@/lib/contracts/terms/category";

export type OwnServerValues = { name: string; category: Category };

type OwnServerFieldsProps = {
  values: OwnServerValues;
  onChange: (values: OwnServerValues) => void;
  /** A name is given once: instances go by it. */
  named: boolean;
  error: string | undefined;
};

/** What a server of the organisation's own is called, and what it is sorted into. */
export function OwnServerFields({ values, onChange, named, error }: OwnServerFieldsProps) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-2">
      <Field label="Name" error={error}>
        {(ids) => (
          <Input
            {...ids}
            value={values.name}
            readOnly={named}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ ...values, name: event.target.value })}
          />
        )}
      </Field>
      <Field label="Category">
        {(ids) => (
          <Select
            {...ids}
            value={values.category}
            onChange={(event) => onChange({ ...values, category: event.target.value as Category })}
          >
            {ALL_CATEGORIES.map((category) => (
              <option key={category} value={category}>
                {category}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
