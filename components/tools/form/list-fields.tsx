import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Plus, X } from "@/components/ui/icons";
import { initialDraft } from "../schema/draft";
import type { Field, ListDraft, ListItem } from "../schema/field";
import { type Problems, pathTo } from "../schema/read-draft";
import { ArgumentField } from "./argument-field";

type ListFieldsProps = {
  field: Extract<Field, { kind: "list" }>;
  draft: ListDraft;
  path: string;
  problems: Problems;
  onDraft: (draft: ListDraft) => void;
};

/** The items of a list, which come and go one by one. */
export function ListFields({ field, draft, path, problems, onDraft }: ListFieldsProps) {
  const { items } = draft;
  const adding = useRef<HTMLButtonElement>(null);
  const error = problems.get(path);
  const errorId = `list-error${path}`;
  const keep = (next: readonly ListItem[]) => onDraft({ kind: "list", items: next });

  const add = () => {
    const id = Math.max(-1, ...items.map((item) => item.id)) + 1;
    keep([...items, { id, draft: initialDraft(field.item, true) }]);
  };
  const remove = (id: number) => {
    keep(items.filter((item) => item.id !== id));
    // The button that had the focus goes with its item.
    adding.current?.focus();
  };

  return (
    <>
      {items.map(({ id, draft: item }, index) => (
        <div key={id} className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <ArgumentField
              name={String(index + 1)}
              required
              field={field.item}
              draft={item}
              path={pathTo(path, index)}
              problems={problems}
              onDraft={(changed) =>
                keep(items.map((other) => (other.id === id ? { id, draft: changed } : other)))
              }
            />
          </div>
          <Button
            variant="ghost"
            size="icon-small"
            aria-label={`Remove item ${index + 1}`}
            onClick={() => remove(id)}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        ref={adding}
        size="small"
        aria-invalid={error ? true : undefined}
        aria-describedby={errorId}
        onClick={add}
      >
        <Plus aria-hidden /> Add item
      </Button>
      <FieldError id={errorId}>{error}</FieldError>
    </>
  );
}
