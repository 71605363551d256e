"use client";

import {
  type ComponentType,
  Fragment,
  type ReactNode,
  type RefObject,
  useCallback,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import { landmarkOf } from "./landmark";
import { type LazyCode, reachFor, useLazyCode } from "./lazy-code";
import { LoadFailureDialog } from "./load-failure-dialog";
import { Spinner } from "./spinner";

/** What a popup or a dialog is told by whatever opens it. */
export type OverlayProps = {
  /** The button that opens it, and has the focus again when it closes. */
  anchor: RefObject<HTMLButtonElement | null>;
  open: boolean;
  /** `change` is what Base UI tells about it, where it is Base UI that asks. */
  onOpenChange: (open: boolean, change?: { event: Event; cancel: () => void }) => void;
};

type Overlay<Props> = {
  code: LazyCode<Props>;
  /** How many times it was opened. */
  turn: number;
  /** What the popup or dialog itself is given. */
  props: OverlayProps;
};

type LazyOverlayProps<Props> = {
  overlay: Overlay<Props>;
  children: (Component: ComponentType<Props>, props: OverlayProps) => ReactNode;
};

/**
 * A popup or a dialog whose code is loaded when somebody reaches for it. Each opening begins it anew. Code that is slow
 * to come or cannot be had is told, and the page stays as it is.
 */
export function LazyOverlay<Props>({ overlay: { code, turn, props }, children }: LazyOverlayProps<Props>) {
  const { Component, failed, trying, attempt } = useLazyCode(code, props.open);
  if (Component) return turn > 0 && <Fragment key={turn}>{children(Component, props)}</Fragment>;
  if (!props.open) return null;
  if (!failed) return <Pending near={props.anchor.current} />;
  return <LoadFailureDialog trying={trying} onRetry={attempt} onClose={() => props.onOpenChange(false)} />;
}

/** Opens an overlay: what its button needs, and what the overlay itself does. */
export function useOverlay<Props>(code: LazyCode<Props>, popup: "dialog" | "menu" = "dialog") {
  const anchor = useRef<HTMLButtonElement>(null);
  const [{ open, turn }, setState] = useState({ open: false, turn: 0 });

  const show = useCallback((next: boolean) => {
    setState((before) =>
      before.open === next ? before : { open: next, turn: before.turn + (next ? 1 : 0) },
    );
  }, []);
  const onOpenChange = useCallback<OverlayProps["onOpenChange"]>(
    (next, change) => {
      // A press on the button is not outside: its own click closes what it opened.
      if (!next && change && isPressOn(anchor.current, change.event)) return change.cancel();
      show(next);
    },
    [show],
  );

  return {
    trigger: {
      ref: anchor,
      "aria-haspopup": popup,
      "aria-expanded": open,
      onClick: () => show(!open),
      onPointerEnter: () => reachFor(code),
      onFocus: () => reachFor(code),
    },
    overlay: { code, turn, props: { anchor, open, onOpenChange } },
    anchor,
    open,
    show,
  };
}

function isPressOn(button: HTMLButtonElement | null, { target, type }: Event): boolean {
  return !type.startsWith("key") && target instanceof Node && button?.contains(target) === true;
}

/** Said to everybody at once, and shown where it takes longer than a second. */
function Pending({ near }: { near: Element | null }) {
  const [container] = useState(() => landmarkOf(near) ?? document.body);
  return createPortal(
    <div
      role="status"
      className="fixed inset-x-0 bottom-4 z-50 mx-auto flex w-fit items-center gap-2 rounded-lg border border-border bg-raised px-3 py-2 text-sm shadow-high transition-opacity delay-1000 duration-100 starting:opacity-0"
    >
      <Spinner /> Loading
    </div>,
    container,
  );
}
