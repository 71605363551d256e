import type { ReactNode } from "react";
import { cx } from "./class-names";
import { CircleAlert, CircleCheck, type IconComponent, Info, TriangleAlert } from "./icons";
import { VisuallyHidden } from "./visually-hidden";

export type AlertKind = "info" | "caution" | "negative" | "positive";

const LOOKS: Record<AlertKind, { icon: IconComponent; colours: string; word: string }> = {
  info: { icon: Info, colours: "bg-info-soft [--tone:var(--info)]", word: "Note" },
  caution: { icon: TriangleAlert, colours: "bg-caution-soft [--tone:var(--caution)]", word: "Caution" },
  negative: { icon: CircleAlert, colours: "bg-negative-soft [--tone:var(--negative)]", word: "Error" },
  positive: { icon: CircleCheck, colours: "bg-positive-soft [--tone:var(--positive)]", word: "Done" },
};

type AlertProps = {
  kind?: AlertKind;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons or links, under the words. */
  actions?: ReactNode;
  className?: string;
};

/** A failure interrupts a screen reader; everything else waits until it has finished its sentence. */
export function Alert({ kind = "info", title, children, actions, className }: AlertProps) {
  const { icon: Icon, colours, word } = LOOKS[kind];
  return (
    <div
      role={kind === "negative" ? "alert" : "status"}
      className={cx(
        "flex gap-2.5 rounded-lg border border-(--tone)/30 px-3 py-2.5 text-sm",
        colours,
        className,
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-(--tone)" />
      <div className="min-w-0 flex-1">
        <VisuallyHidden>{word}: </VisuallyHidden>
        {title && <p className="font-medium text-(--tone)">{title}</p>}
        {children && <div className={cx(title ? "mt-0.5" : undefined)}>{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
