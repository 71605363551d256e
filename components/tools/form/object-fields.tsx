import { CodeBlock } from "@/components/ui/code-block";
import { emptyDraft } from "../schema/draft";
import type { Draft, ObjectDraft, ObjectField } from "../schema/field";
import { ownAt, printJson } from "../schema/json";
import { type Problems, pathTo } from "../schema/read-draft";
import { ArgumentField } from "./argument-field";

type ObjectFieldsProps = {
  field: ObjectField;
  draft: ObjectDraft;
  path: string;
  problems: Problems;
  onDraft: (draft: ObjectDraft) => void;
};

/** The fields of an object's properties, and what else it holds. */
export function ObjectFields({ field, draft, path, problems, onDraft }: ObjectFieldsProps) {
  const others = Object.keys(draft.rest);
  return (
    <>
      {field.properties.length === 0 && others.length === 0 && (
        <p className="mb-4 text-muted text-sm">It needs no arguments.</p>
      )}
      {field.properties.map(({ name, required, field: inner }) => (
        <ArgumentField
          key={name}
          name={name}
          required={required}
          field={inner}
          draft={(ownAt(draft.properties, name) as Draft | undefined) ?? emptyDraft(inner)}
          path={pathTo(path, name)}
          problems={problems}
          onDraft={(changed) => onDraft({ ...draft, properties: { ...draft.properties, [name]: changed } })}
        />
      ))}
      {others.length > 0 && (
        <div className="mb-4">
          <p className="mb-1 text-muted text-xs">Sent too, and changed in the JSON editor:</p>
          <CodeBlock label="further arguments" wrap code={printJson(draft.rest)} copy={null} />
        </div>
      )}
    </>
  );
}
