"use client";

import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode, RefObject } from "react";

type TooltipPopupProps = {
  anchor: RefObject<HTMLElement | null>;
  container: HTMLElement | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The pointer may rest on the words themselves (WCAG 1.4.13). */
  onHover: (inside: boolean) => void;
  side: "top" | "bottom" | "left" | "right";
  text: ReactNode;
};

export default function TooltipPopup({
  anchor,
  container,
  open,
  onOpenChange,
  onHover,
  side,
  text,
}: TooltipPopupProps) {
  return (
    <Tooltip.Root open={open} onOpenChange={onOpenChange}>
      <Tooltip.Portal {...(container && { container })}>
        <Tooltip.Positioner anchor={anchor} side={side} sideOffset={6} className="z-50">
          <Tooltip.Popup
            onPointerEnter={() => onHover(true)}
            onPointerLeave={() => onHover(false)}
            className="max-w-72 rounded-md border border-border bg-foreground px-2 py-1 text-background text-xs shadow-high transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {text}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
