import type { ComponentProps } from "react";
import { cx } from "./class-names";

type LabelProps = ComponentProps<"label"> & {
  htmlFor: string;
  /** Says "Optional" behind the words; what is required goes unmarked. */
  optional?: boolean;
};

export function Label({ htmlFor, optional, className, children, ...props }: LabelProps) {
  return (
    <label htmlFor={htmlFor} className={cx("font-medium text-sm", className)} {...props}>
      {children}
      {optional && <span className="ml-1.5 font-normal text-muted text-xs">Optional</span>}
    </label>
  );
}
