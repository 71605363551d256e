"use client";

import {
  type FocusEvent,
  lazy,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  Suspense,
  useEffect,
  useRef,
  useState,
} from "react";
import { landmarkOf } from "./landmark";

/** Spread onto the button or link that the tooltip is about. */
type TooltipTrigger = {
  ref: RefObject<HTMLButtonElement | null>;
  onPointerEnter: (event: PointerEvent) => void;
  onPointerLeave: () => void;
  onPointerDown: () => void;
  onFocus: (event: FocusEvent) => void;
  onBlur: () => void;
};

type TooltipProps = {
  /** Repeats or shortens what the control's own name says: a tooltip is never the only carrier. */
  text: ReactNode;
  side?: "top" | "bottom" | "left" | "right";
  children: (trigger: TooltipTrigger) => ReactNode;
};

const TooltipPopup = lazy(() => import("./tooltip-popup"));

/** In milliseconds: long enough not to flicker as the pointer passes, or on its way into the words. */
const DELAY = { open: 500, close: 150 };

/** Words on hover and on keyboard focus, for the eye; its script comes with the first one that is shown. */
export function Tooltip({ text, side = "top", children }: TooltipProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [open, setOpen] = useState(false);
  const [container, setContainer] = useState<HTMLElement | null>();

  useEffect(() => () => clearTimeout(timer.current), []);

  const become = (next: boolean, delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (next) setContainer(landmarkOf(anchor.current));
      setOpen(next);
    }, delay);
  };

  return (
    <>
      {children({
        ref: anchor,
        onPointerEnter: (event) => event.pointerType === "mouse" && become(true, DELAY.open),
        onPointerLeave: () => become(false, DELAY.close),
        onPointerDown: () => become(false, 0),
        onFocus: (event) => event.target.matches(":focus-visible") && become(true, 0),
        onBlur: () => become(false, 0),
      })}
      {container !== undefined && (
        <Suspense>
          <TooltipPopup
            anchor={anchor}
            container={container}
            open={open}
            onOpenChange={setOpen}
            onHover={(inside) => become(inside, inside ? 0 : DELAY.close)}
            side={side}
            text={text}
          />
        </Suspense>
      )}
    </>
  );
}
