import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

type JsonFieldProps = {
  label: ReactNode;
  text: string;
  onText: (text: string) => void;
  error: string | undefined;
  optional?: boolean;
  description?: ReactNode;
  rows?: number;
};

/** A value as its JSON text. */
export function JsonField({ label, text, onText, error, optional, description, rows = 4 }: JsonFieldProps) {
  return (
    <Field label={label} optional={optional} description={description} error={error}>
      {(control) => (
        <Textarea
          {...control}
          className="font-mono text-xs"
          rows={rows}
          value={text}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  );
}
