import type { ComponentProps } from "react";
import { cx } from "./class-names";
import { controlStyle } from "./control-style";

export function Textarea({ className, rows = 4, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cx(controlStyle, "py-2 leading-normal", className)} {...props} />;
}
