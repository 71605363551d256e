import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { showId } from "@/lib/words/unseen";

type OffboardQuestionProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description: string;
  /** Names the list of what is lost. */
  listLabel: string;
  /** The list's `li`s. */
  children: ReactNode;
  /** What is asked to be typed, and the text that confirms. */
  typeLabel: string;
  wanted: string;
  error: Error | null;
  /** Under way, or begun: nothing is asked twice. */
  busy: boolean;
  onConfirm: () => void;
};

/** What scrolls takes the focus, or the keyboard could not scroll it in every browser. */
const KEYBOARD_SCROLLS = { tabIndex: 0 };

/** Shows what offboarding takes away, and goes on once the wanted text is typed. */
export function OffboardQuestion({
  listLabel,
  children,
  typeLabel,
  wanted,
  error,
  busy,
  onConfirm,
  ...dialog
}: OffboardQuestionProps) {
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const shown = showId(wanted);
  // Of an id made of blanks, what is shown is typed; what is copied is the id itself.
  const named = typed === wanted || typed.trim() === shown;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (named && !busy) onConfirm();
  };

  return (
    <AlertDialog
      {...dialog}
      confirmLabel="Offboard"
      confirmDisabled={!named}
      busy={busy}
      onConfirm={onConfirm}
      initialFocus={field}
    >
      <section
        aria-label={listLabel}
        {...KEYBOARD_SCROLLS}
        className="mb-4 max-h-40 overflow-y-auto rounded-md border border-border"
      >
        <ul className="divide-y divide-border text-sm">{children}</ul>
      </section>
      {error && (
        <Alert kind="negative" title="Offboarding did not start" className="mb-4">
          {error.message}
        </Alert>
      )}
      <form onSubmit={submit}>
        <Field label={typeLabel} description={<code className="break-all font-mono">{shown}</code>}>
          {(control) => (
            <Input
              {...control}
              ref={field}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono"
            />
          )}
        </Field>
      </form>
    </AlertDialog>
  );
}
