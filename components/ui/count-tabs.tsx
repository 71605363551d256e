import { numberWords } from "@/lib/words/count";
import { cx } from "./class-names";

export type CountTab<Value extends string> = {
  value: Value;
  label: string;
  count: number | undefined;
  /** Whether there are more than were counted. */
  more?: boolean;
};

type CountTabsProps<Value extends string> = {
  /** What the list is divided by, for screen readers. */
  label: string;
  tabs: readonly CountTab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
};

/** The parts of a list, each with how many are in it. They filter one list, so they are buttons and no tabs of panels. */
export function CountTabs<Value extends string>({
  label,
  tabs,
  value,
  onChange,
  className,
}: CountTabsProps<Value>) {
  return (
    <fieldset className={cx("-mx-1 flex min-w-0 gap-1 overflow-x-auto p-1", className)}>
      <legend className="sr-only">{label}</legend>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          aria-pressed={tab.value === value}
          onClick={() => onChange(tab.value)}
          className={cx(
            "flex h-8 shrink-0 items-center gap-1.5 rounded-md border border-transparent px-2.5 text-muted text-sm",
            "transition-colors duration-100 hover:bg-hover hover:text-foreground pointer-coarse:h-11",
            "aria-pressed:border-border-strong aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-foreground",
            "forced-colors:aria-pressed:border-[Highlight]",
          )}
        >
          {tab.label}
          {tab.count !== undefined && (
            <span className="text-muted text-xs tabular-nums">{`${numberWords(tab.count)}${tab.more ? "+" : ""}`}</span>
          )}
        </button>
      ))}
    </fieldset>
  );
}
