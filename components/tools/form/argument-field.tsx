import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { showUnseen } from "@/lib/words/unseen";
import { emptyDraft } from "../schema/draft";
import type { Draft, Field } from "../schema/field";
import type { Problems } from "../schema/read-draft";
import { limitWords, typeWords } from "../schema/words";
import { JsonField } from "./json-field";
import { ListFields } from "./list-fields";
import { ObjectFields } from "./object-fields";
import { ScalarField } from "./scalar-field";

type ArgumentFieldProps = {
  /** A property's name, or an item's number. */
  name: string;
  required: boolean;
  field: Field;
  draft: Draft;
  path: string;
  problems: Problems;
  onDraft: (draft: Draft) => void;
};

/** One value, by whatever its schema makes of it. */
export function ArgumentField({ name, required, field, draft, path, problems, onDraft }: ArgumentFieldProps) {
  const error = problems.get(path);
  const words = fieldWords(field);
  if (draft.kind === "json") {
    return (
      <div className="relative">
        <JsonField
          label={<Name name={name} />}
          optional={!required}
          description={words}
          text={draft.text}
          error={error}
          onText={(text) => onDraft({ kind: "json", text })}
        />
        {field.kind !== "json" && (
          <Button size="small" className="-mt-2 mb-3" onClick={() => onDraft(emptyDraft(field))}>
            Clear this JSON and use the form
          </Button>
        )}
      </div>
    );
  }
  if (draft.kind === "scalar") {
    return (
      <ScalarField
        label={<Name name={name} />}
        name={name}
        required={required}
        field={field}
        description={words}
        text={draft.text}
        error={error}
        onText={(text) => onDraft({ kind: "scalar", text })}
      />
    );
  }
  return (
    <fieldset className="mb-4 min-w-0 rounded-md border border-border px-3 pt-1 pb-3">
      <legend className="px-1 font-medium text-sm">
        <Name name={name} />
        {!required && <span className="ml-1.5 font-normal text-muted text-xs">Optional</span>}
      </legend>
      {words && <p className="mb-2 text-muted text-xs">{words}</p>}
      {draft.kind === "list" && field.kind === "list" && (
        <ListFields field={field} draft={draft} path={path} problems={problems} onDraft={onDraft} />
      )}
      {draft.kind === "object" && field.kind === "object" && (
        <ObjectFields field={field} draft={draft} path={path} problems={problems} onDraft={onDraft} />
      )}
    </fieldset>
  );
}

function Name({ name }: { name: string }) {
  return <span className="font-mono text-xs [overflow-wrap:anywhere]">{showUnseen(name)}</span>;
}

/** What it is, as its server describes it, and what is asked of it; null where the control itself says it all. */
function fieldWords(field: Field): ReactNode {
  const evident = ["boolean", "choice", "object"].includes(field.kind);
  const words = [...(evident ? [] : [typeWords(field)]), ...limitWords(field)].join(", ");
  if (!field.description && !words) return null;
  return (
    <>
      {field.description && (
        <span className="block whitespace-pre-wrap">{showUnseen(field.description)}</span>
      )}
      {words && <span className="block">{words}</span>}
    </>
  );
}
