import type { ComponentProps } from "react";
import { cx } from "./class-names";
import { controlStyle } from "./control-style";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cx(controlStyle, "h-9 pointer-coarse:h-11", className)} {...props} />;
}
