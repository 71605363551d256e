"use client";

import type { ComponentProps, ReactNode } from "react";
import { cx } from "./class-names";

export type SegmentedOption<Value extends string> = {
  value: Value;
  label: ReactNode;
  disabled?: boolean;
};

type SegmentedProps<Value extends string> = Omit<
  ComponentProps<"input">,
  "type" | "value" | "defaultValue" | "checked" | "defaultChecked" | "id" | "name"
> & {
  legend: ReactNode;
  /** Keeps the legend for screen readers only. */
  legendHidden?: boolean;
  description?: ReactNode;
  name: string;
  options: readonly SegmentedOption<Value>[];
  /** The chosen one; leave it out where the form keeps it, and give `defaultValue`. */
  value?: Value | undefined;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
};

/** One of a few, side by side. Native radio buttons: arrows move, a form's `register` can be spread on it. */
export function Segmented<Value extends string>({
  legend,
  legendHidden,
  description,
  options,
  value,
  defaultValue,
  onValueChange,
  onChange,
  className,
  ...input
}: SegmentedProps<Value>) {
  const controlled = value !== undefined || onValueChange !== undefined;
  return (
    <fieldset className={cx("min-w-0", className)}>
      <legend className={legendHidden ? "sr-only" : "mb-1.5 font-medium text-sm"}>{legend}</legend>
      {description && <p className="-mt-1 mb-1.5 text-muted text-xs">{description}</p>}
      <div className="flex w-full gap-0.5 rounded-md border border-border bg-inset p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className={cx(
              "relative flex min-h-7 flex-1 items-center justify-center gap-1.5 rounded-sm border border-transparent",
              "px-2.5 text-center text-muted text-sm transition-colors duration-100 pointer-coarse:min-h-10",
              "not-has-checked:not-has-disabled:hover:text-foreground has-disabled:opacity-50",
              "has-checked:border-border-strong has-checked:bg-raised has-checked:font-medium has-checked:text-foreground",
              "has-checked:shadow-low has-focus-visible:outline-2 has-focus-visible:outline-focus",
              "forced-colors:has-checked:border-[Highlight] [&_svg]:size-4 [&_svg]:shrink-0",
            )}
          >
            <input
              type="radio"
              className="absolute inset-0 appearance-none rounded-sm opacity-0"
              value={option.value}
              disabled={option.disabled}
              onChange={(event) => {
                onChange?.(event);
                onValueChange?.(option.value);
              }}
              {...(controlled
                ? { checked: value === option.value }
                : { defaultChecked: defaultValue === option.value })}
              {...input}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
