import type { ComponentProps, MouseEvent } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { cx } from "./class-names";
import { Spinner } from "./spinner";
import { VisuallyHidden } from "./visually-hidden";

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work is under way: the button keeps its width and the focus, and answers no press. */
  busy?: boolean;
  /** What is announced when the work starts. */
  busyLabel?: string;
};

export function Button({
  variant = "secondary",
  size = "medium",
  busy,
  busyLabel = "Working",
  type = "button",
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  return (
    <>
      <button
        type={type}
        // An icon without words says what it does to whoever points at it, as it does to a screen reader.
        title={size.startsWith("icon") ? props["aria-label"] : undefined}
        className={buttonStyle(variant, size, className)}
        aria-busy={busy || undefined}
        aria-disabled={busy || undefined}
        onClick={busy ? refuse : onClick}
        {...props}
      >
        {busy && <Spinner className="absolute" />}
        <span className={cx("inline-flex min-w-0 items-center gap-1.5", busy && "opacity-0")}>
          {children}
        </span>
      </button>
      {/* Beside the button, because what is inside one is its name and is not announced as it changes. */}
      {busy !== undefined && <VisuallyHidden role="status">{busy ? busyLabel : ""}</VisuallyHidden>}
    </>
  );
}

function refuse(event: MouseEvent) {
  event.preventDefault();
}
