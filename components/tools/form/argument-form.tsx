import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Play } from "@/components/ui/icons";
import { Segmented } from "@/components/ui/segmented";
import { draftOf } from "../schema/draft";
import type { Draft, ObjectField } from "../schema/field";
import { type JsonRecord, parseJson, printJson } from "../schema/json";
import { readArguments, readDraft } from "../schema/read-draft";
import { JsonField } from "./json-field";
import { ObjectFields } from "./object-fields";

type ArgumentFormProps = {
  field: ObjectField;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  busy: boolean;
  onSubmit: (args: JsonRecord) => void;
};

const EDITORS = [
  { value: "form", label: "Form" },
  { value: "json", label: "JSON" },
] as const;

/** Asks for a tool's arguments, by a form made from their schema or as one JSON text; either takes over from the other. */
export function ArgumentForm({ field, draft, onDraft, busy, onSubmit }: ArgumentFormProps) {
  const name = useId();
  const form = useRef<HTMLFormElement>(null);
  /** How often it was sent with something wrong in it; what is wrong is told from then on. */
  const [refused, setRefused] = useState(0);
  const { value, problems } = readArguments(field, draft);
  const told = refused > 0 ? problems : new Map<string, string>();

  useEffect(() => {
    if (refused > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refused]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problems.size > 0) setRefused(refused + 1);
    else onSubmit(value);
  };

  const switchTo = (editor: "form" | "json") => {
    if (editor === "json") {
      onDraft({ kind: "json", text: printJson(readDraft(field, draft, true).value ?? {}) });
      return;
    }
    const parsed = parseJson(draft.kind === "json" ? draft.text || "{}" : "{}");
    const next = "value" in parsed ? draftOf(field, parsed.value, true) : draft;
    // What is no object stays in the editor that can show it.
    if (next.kind === "object") onDraft(next);
    else setRefused(refused + 1);
  };

  return (
    <form ref={form} noValidate autoComplete="off" onSubmit={submit} className="border-border border-t pt-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium text-sm">Arguments</h3>
        <Segmented
          legend="Editor of the arguments"
          legendHidden
          name={name}
          options={EDITORS}
          value={draft.kind === "json" ? "json" : "form"}
          onValueChange={switchTo}
        />
      </div>
      {draft.kind === "object" ? (
        <ObjectFields field={field} draft={draft} path="" problems={told} onDraft={onDraft} />
      ) : (
        <JsonField
          label="Arguments as JSON"
          text={draft.kind === "json" ? draft.text : ""}
          rows={10}
          error={told.get("")}
          onText={(text) => onDraft({ kind: "json", text })}
        />
      )}
      <Button type="submit" variant="primary" busy={busy} busyLabel="Running the tool">
        <Play aria-hidden /> Run
      </Button>
    </form>
  );
}
