"use client";

import { useState } from "react";
import { Alert } from "./alert";
import type { AlertDialogProps } from "./alert-dialog";
import { Button, type ButtonProps } from "./button";
import { alertDialog } from "./lazy-alert-dialog";
import { LazyOverlay, useOverlay } from "./lazy-overlay";

type AskedButtonProps = Omit<ButtonProps, "onClick" | "busy" | "busyLabel"> & {
  question: Pick<AlertDialogProps, "title" | "description" | "confirmLabel" | "cancelLabel">;
  /** What is said where it failed: "It was not deleted". */
  failed: string;
  /** What is done once the question is answered; what it throws is shown beneath the question, which stays. */
  act: () => Promise<unknown>;
};

/** A button that asks before it takes something away. */
export function AskedButton({ question, failed, act, ...button }: AskedButtonProps) {
  const { trigger, overlay, show } = useOverlay(alertDialog);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  // What it is about may be another thing once it is done: the question stays as it was asked.
  const [asked, setAsked] = useState(question);

  const ask = () => {
    setProblem(undefined);
    setAsked(question);
    show(true);
  };
  const confirm = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
      show(false);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "Try again.");
    }
    setBusy(false);
  };

  return (
    <>
      <Button {...button} {...trigger} onClick={ask} />
      <LazyOverlay overlay={overlay}>
        {(AlertDialog, props) => (
          <AlertDialog {...props} {...asked} busy={isBusy} onConfirm={confirm}>
            {problem && (
              <Alert kind="negative" title={failed}>
                {problem}
              </Alert>
            )}
          </AlertDialog>
        )}
      </LazyOverlay>
    </>
  );
}
