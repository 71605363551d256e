"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { type ReactNode, type RefObject, useRef } from "react";
import { Button } from "./button";
import { backdropStyle, descriptionStyle, footerStyle, popupStyle, titleStyle } from "./dialog-style";

export type AlertDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Names what is lost. */
  description: ReactNode;
  /** Says the deed: "Delete instance", never "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  kind?: "danger" | "primary";
  onConfirm: () => void;
  busy?: boolean;
  confirmDisabled?: boolean;
  /** Has the focus to begin with, such as a field to type a name into; otherwise the answer that does nothing. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** A field to type a name into, or an alert about what failed. */
  children?: ReactNode;
};

/** A question that has to be answered. Import it lazily. */
export function AlertDialog({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel = "Cancel",
  kind = "danger",
  onConfirm,
  busy = false,
  confirmDisabled = false,
  initialFocus,
  children,
}: AlertDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Popup className={popupStyle} initialFocus={initialFocus ?? cancel}>
          <div className="overflow-y-auto p-5">
            <Base.Title className={titleStyle}>{title}</Base.Title>
            <Base.Description className={descriptionStyle}>{description}</Base.Description>
            {children && <div className="mt-4">{children}</div>}
          </div>
          <div className={footerStyle}>
            <Base.Close render={<Button ref={cancel} />}>{cancelLabel}</Base.Close>
            <Button variant={kind} busy={busy} disabled={confirmDisabled} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
