"use client";

import { useId, useLayoutEffect, useRef } from "react";
import { Button } from "./button";
import { cx } from "./class-names";
import { descriptionStyle, footerStyle, popupStyle, titleStyle } from "./dialog-style";
import { LOAD_FAILURE } from "./lazy-code";

type LoadFailureDialogProps = { trying: boolean; onRetry: () => void; onClose: () => void };

/** Stands where an overlay would, when its code cannot be had. The browser's own dialog: it needs no code that could fail too. */
export function LoadFailureDialog({ trying, onRetry, onClose }: LoadFailureDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Taken out of the page while it is open, it would not give the focus back.
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      onCancel={onClose}
      className={cx(
        popupStyle,
        "right-auto bottom-auto p-0 text-foreground backdrop:bg-scrim not-open:hidden",
      )}
    >
      <div className="overflow-y-auto p-5">
        <h2 id={`${id}-title`} className={titleStyle}>
          {LOAD_FAILURE.title}
        </h2>
        <p id={`${id}-description`} className={descriptionStyle}>
          {LOAD_FAILURE.description}
        </p>
      </div>
      <div className={footerStyle}>
        <Button onClick={onClose}>Close</Button>
        <Button onClick={() => window.location.reload()}>Reload the page</Button>
        <Button variant="primary" busy={trying} busyLabel="Loading" onClick={onRetry}>
          Try again
        </Button>
      </div>
    </dialog>
  );
}
