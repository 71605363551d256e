"use client";

import { Plus, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { cx } from "@/components/ui/class-names";
import { chosenWords, type Filter } from "./filters";

const loadOptions = () => import("./filter-options");
const FilterOptions = dynamic(() => loadOptions().then((module) => module.FilterOptions), { ssr: false });

type FilterPillProps = {
  filter: Filter;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
};

const SEGMENT =
  "flex h-7 items-center gap-1 text-xs transition-colors duration-100 hover:bg-hover -outline-offset-2 pointer-coarse:h-10";

/** One way to narrow the list: a button for its options and, once it narrows, another that takes it away. */
export function FilterPill({ filter, values, onChange }: FilterPillProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const active = values.length > 0;

  const show = () => {
    setWanted(true);
    setOpen(true);
  };
  const remove = () => {
    onChange([]);
    button.current?.focus();
  };

  return (
    <div
      className={cx(
        "flex max-w-full shrink-0 overflow-hidden rounded-md border",
        active ? "border-border bg-surface shadow-low" : "border-border-strong/60 border-dashed",
      )}
    >
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={show}
        onPointerEnter={loadOptions}
        onFocus={loadOptions}
        className={cx(SEGMENT, "min-w-0", active ? "pr-1 pl-2.5" : "px-2 text-muted hover:text-foreground")}
      >
        {!active && <Plus aria-hidden className="size-3.5" />}
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
      {wanted && (
        <FilterOptions
          anchor={button}
          open={open}
          onOpenChange={setOpen}
          filter={filter}
          values={values}
          onChange={onChange}
        />
      )}
    </div>
  );
}
