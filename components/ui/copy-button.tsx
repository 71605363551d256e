"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "./button";
import type { ButtonSize, ButtonVariant } from "./button-style";
import { ClipboardRefused, type Copyable, copyText } from "./clipboard";
import { Check, Copy } from "./icons";
import { toast } from "./toast";
import { VisuallyHidden } from "./visually-hidden";

type CopyButtonProps = {
  /** The text, or how to fetch it, as for one that has to be revealed. */
  text: Copyable;
  /** Names what is copied: "Copy server URL". */
  label: string;
  /** Words on the button; an icon alone without them. */
  children?: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
};

/** In milliseconds. */
const CONFIRMED_FOR = 2000;

/** Copies, and says whether it did: a tick and "Copied" for screen readers, or a toast with what went wrong. */
export function CopyButton({ text, label, children, variant = "ghost", size, className }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copying" | "copied">("idle");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = async () => {
    clearTimeout(timer.current);
    setState("copying");
    try {
      await copyText(text);
      setState("copied");
      timer.current = setTimeout(() => setState("idle"), CONFIRMED_FOR);
    } catch (error) {
      setState("idle");
      toast({ kind: "negative", title: "Nothing was copied", description: reason(error) });
    }
  };

  return (
    <>
      <Button
        variant={variant}
        size={size ?? (children ? "small" : "icon-small")}
        className={className}
        aria-label={label}
        aria-disabled={state === "copying" || undefined}
        onClick={state === "copying" ? undefined : copy}
      >
        {state === "copied" ? <Check aria-hidden className="text-positive" /> : <Copy aria-hidden />}
        {children && <span>{children}</span>}
      </Button>
      <VisuallyHidden role="status">{state === "copied" ? "Copied" : ""}</VisuallyHidden>
    </>
  );
}

function reason(error: unknown): string {
  if (error instanceof ClipboardRefused)
    return "The browser did not allow it. Select the text and copy it by hand.";
  return error instanceof Error ? error.message : "Try again.";
}
