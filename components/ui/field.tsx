import { type ReactNode, useId } from "react";
import { cx } from "./class-names";
import { CircleAlert } from "./icons";
import { Label } from "./label";

/** Spread onto the control that a field is for. */
export type FieldControl = {
  id: string;
  "aria-describedby": string;
  "aria-invalid": boolean | undefined;
};

type FieldProps = {
  label: ReactNode;
  optional?: boolean;
  description?: ReactNode;
  error?: string | undefined;
  className?: string;
  /** Receives what ties the control to its label, description and error. */
  children: (control: FieldControl) => ReactNode;
};

/**
 * A control with its words. The line below it is kept for the error, and is at once the gap to the next field, so
 * nothing moves when an error appears: stack fields without a gap of their own.
 */
export function Field({ label, optional, description, error, className, children }: FieldProps) {
  const id = useId();
  const descriptionId = `${id}-description`;
  const errorId = `${id}-error`;
  return (
    <div className={cx("flex flex-col", className)}>
      <Label htmlFor={id} optional={optional} className="mb-1.5">
        {label}
      </Label>
      {description && (
        <p id={descriptionId} className="-mt-1 mb-1.5 text-muted text-xs">
          {description}
        </p>
      )}
      {children({
        id,
        "aria-describedby": description ? `${descriptionId} ${errorId}` : errorId,
        "aria-invalid": error ? true : undefined,
      })}
      <FieldError id={errorId}>{error}</FieldError>
    </div>
  );
}

/** The reserved line under a control. */
export function FieldError({ id, children }: { id: string; children: string | undefined }) {
  return (
    <p id={id} className="flex min-h-7 items-start gap-1 pt-1 pb-2 text-negative text-xs">
      {children && (
        <>
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          <span>{children}</span>
        </>
      )}
    </p>
  );
}
