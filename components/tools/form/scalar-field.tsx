import type { ReactNode } from "react";
import { Field as FieldFrame } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { Field } from "../schema/field";
import { ChoiceControl } from "./choice-control";
import { inputType, isLong } from "./text-kind";

type ScalarFieldProps = {
  label: ReactNode;
  name: string;
  required: boolean;
  field: Field;
  description: ReactNode;
  text: string;
  error: string | undefined;
  onText: (text: string) => void;
};

const TRUTH = [
  { key: "true", label: "Yes" },
  { key: "false", label: "No" },
];

/** A text, a number, yes or no, or one of a few. Empty means that nothing is sent for it. */
export function ScalarField({
  label,
  name,
  required,
  field,
  description,
  text,
  error,
  onText,
}: ScalarFieldProps) {
  const typing = { value: text, spellCheck: false, autoComplete: "off", autoCapitalize: "none" };
  return (
    <FieldFrame label={label} optional={!required} description={description} error={error}>
      {(control) => {
        switch (field.kind) {
          case "boolean":
            return <ChoiceControl control={control} options={TRUTH} chosen={text} onChoose={onText} />;
          case "choice":
            return (
              <ChoiceControl control={control} options={field.options} chosen={text} onChoose={onText} />
            );
          case "number":
            return (
              <Input
                {...control}
                {...typing}
                inputMode={field.whole ? "numeric" : "decimal"}
                className="max-w-60"
                onChange={(event) => onText(event.target.value)}
              />
            );
          default:
            return isLong(field, name, text) ? (
              <Textarea {...control} {...typing} rows={5} onChange={(event) => onText(event.target.value)} />
            ) : (
              <Input
                {...control}
                {...typing}
                type={inputType(field, text)}
                onChange={(event) => onText(event.target.value)}
              />
            );
        }
      }}
    </FieldFrame>
  );
}
