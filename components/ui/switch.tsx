import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./class-names";

type SwitchProps = Omit<ComponentProps<"input">, "type" | "role" | "children"> & {
  label: ReactNode;
  description?: ReactNode;
};

/** A checkbox says itself whether it is on; `aria-checked` beside that is an error. */
const SWITCH = { type: "checkbox", role: "switch" } as const;

/** On or off, at once or with its form. The browser's own checkbox, so it works before any script has come. */
export function Switch({ label, description, className, ...props }: SwitchProps) {
  const id = useId();
  return (
    <label className={cx("flex items-start justify-between gap-4 py-1", className)}>
      <span className="min-w-0">
        <span id={id} className="block font-medium text-sm">
          {label}
        </span>
        {description && (
          <span id={`${id}-description`} className="block text-muted text-xs">
            {description}
          </span>
        )}
      </span>
      <input
        {...SWITCH}
        aria-labelledby={id}
        aria-describedby={description ? `${id}-description` : undefined}
        className={cx(
          "relative mt-px h-6 w-10 shrink-0 appearance-none rounded-full border border-border-strong bg-inset",
          "transition-colors duration-150 checked:border-transparent checked:bg-accent disabled:opacity-50",
          "before:absolute before:top-[3px] before:left-[3px] before:size-4 before:rounded-full before:bg-border-strong",
          "before:transition-transform before:duration-150 before:content-['']",
          "checked:before:translate-x-4 checked:before:bg-accent-foreground",
          "forced-colors:appearance-auto forced-colors:before:hidden",
        )}
        {...props}
      />
    </label>
  );
}
