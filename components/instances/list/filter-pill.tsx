"use client";

import { useEffect, useRef } from "react";
import { cx } from "@/components/ui/class-names";
import { X } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { chosenWords, type Filter } from "./filters";

const filterOptions = lazyCode(() => import("./filter-options").then((module) => module.FilterOptions));

type FilterPillProps = {
  filter: Filter;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
  /** Opens its options at once, as for one that was just chosen. */
  begun: boolean;
  /** Called when its options are closed. */
  onClosed: () => void;
};

const SEGMENT =
  "flex h-7 items-center gap-1 text-xs transition-colors duration-100 hover:bg-hover -outline-offset-2 pointer-coarse:h-10";

/** One way in which the list is narrowed: a button for its options, and another that takes it away. */
export function FilterPill({ filter, values, onChange, begun, onClosed }: FilterPillProps) {
  const { trigger, overlay, open, show } = useOverlay(filterOptions);
  const wasOpen = useRef(false);

  useEffect(() => {
    if (begun) show(true);
  }, [begun, show]);

  useEffect(() => {
    if (wasOpen.current && !open) onClosed();
    wasOpen.current = open;
  }, [open, onClosed]);

  const active = values.length > 0;

  const remove = () => {
    onChange([]);
    onClosed();
  };

  return (
    <div
      className={cx(
        "flex max-w-full shrink-0 overflow-hidden rounded-md border",
        active ? "border-border bg-surface shadow-low" : "border-border-strong/60 border-dashed",
      )}
    >
      <button
        {...trigger}
        type="button"
        className={cx(SEGMENT, "min-w-0", active ? "pr-1 pl-2.5" : "px-2 text-muted hover:text-foreground")}
      >
        <span className={cx("shrink-0", active && "text-muted")}>{filter.label}</span>
        {active && (
          <span className="max-w-48 truncate font-medium text-foreground">{chosenWords(filter, values)}</span>
        )}
      </button>
      {active && (
        <button
          type="button"
          aria-label={`Remove the filter by ${filter.label.toLowerCase()}`}
          onClick={remove}
          className={cx(
            SEGMENT,
            "w-7 shrink-0 justify-center text-muted hover:text-foreground pointer-coarse:w-10",
          )}
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
      <LazyOverlay overlay={overlay}>
        {(FilterOptions, props) => (
          <FilterOptions {...props} filter={filter} values={values} onChange={onChange} />
        )}
      </LazyOverlay>
    </div>
  );
}
