import type { ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";

type MakeDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** It is made: the dialog shows it, the one time that it can be shown. */
  made: boolean;
  title: string;
  description: string;
  /** What the last button does: sends the form of that id, or this. */
  makes: { form: string } | { onClick: () => void };
  submitLabel: string;
  busyLabel: string;
  busy: boolean;
  /** There is nothing to make yet. */
  disabled?: boolean;
  /** The form, or what was made. */
  children: ReactNode;
};

/** Asks for what is to be made, then shows it. */
export function MakeDialog({
  made,
  makes,
  submitLabel,
  busyLabel,
  busy,
  disabled = false,
  ...dialog
}: MakeDialogProps) {
  const close = () => dialog.onOpenChange(false);
  const footer = made ? (
    <Button variant="primary" onClick={close}>
      Done
    </Button>
  ) : (
    <>
      <Button onClick={close}>Cancel</Button>
      <Button
        variant="primary"
        type={"form" in makes ? "submit" : "button"}
        {...makes}
        disabled={disabled}
        busy={busy}
        busyLabel={busyLabel}
      >
        {submitLabel}
      </Button>
    </>
  );
  // A press beside the dialog must not lose what was typed, or a secret that is shown once.
  return <Dialog {...dialog} closesOnOutsidePress={false} closesOnEscape={!made} footer={footer} />;
}
