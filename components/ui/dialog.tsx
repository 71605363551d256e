"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cx } from "./class-names";
import { backdropStyle, descriptionStyle, footerStyle, popupStyle, titleStyle } from "./dialog-style";
import { X } from "./icons";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, at the bottom right. */
  footer?: ReactNode;
  /** False where a slip of the pointer would lose something. */
  closesOnOutsidePress?: boolean;
  /** False where a habit of the hand would; the buttons still close it. */
  closesOnEscape?: boolean;
  className?: string;
};

/** A modal dialog. Nothing needs one for its first paint: import it with `next/dynamic` where it is opened. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  closesOnOutsidePress = true,
  closesOnEscape = true,
  className,
}: DialogProps) {
  const become = (next: boolean, { reason }: { reason: string }) => {
    if (next || closesOnEscape || reason !== "escape-key") onOpenChange(next);
  };
  return (
    <Base.Root open={open} onOpenChange={become} disablePointerDismissal={!closesOnOutsidePress}>
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Popup className={cx(popupStyle, className)}>
          <div className="overflow-y-auto p-5">
            <Base.Title className={cx(titleStyle, "pr-10")}>{title}</Base.Title>
            {description && <Base.Description className={descriptionStyle}>{description}</Base.Description>}
            {children && <div className="mt-4">{children}</div>}
          </div>
          {footer && <div className={footerStyle}>{footer}</div>}
          <Base.Close
            render={
              <Button variant="ghost" size="icon" aria-label="Close" className="absolute! top-3 right-3" />
            }
          >
            <X aria-hidden />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
