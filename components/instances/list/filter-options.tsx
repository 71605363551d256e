"use client";

import { Combobox } from "@base-ui/react/combobox";
import { useState } from "react";
import { ServerMark } from "@/components/servers/server-mark";
import { Check } from "@/components/ui/icons";
import { landmarkOf } from "@/components/ui/landmark";
import type { OverlayProps } from "@/components/ui/lazy-overlay";
import { resolveServerName } from "@/lib/catalogue/server-name";
import type { Filter, FilterOption } from "./filters";

type FilterOptionsProps = OverlayProps & {
  filter: Filter;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
};

/** The options of a filter, with a field to find one among them. */
export function FilterOptions({ anchor, open, onOpenChange, filter, values, onChange }: FilterOptionsProps) {
  const [query, setQuery] = useState("");
  const [container] = useState(() => landmarkOf(anchor.current));
  const options = filter.search(query);
  const label = filter.label.toLowerCase();

  const choose = (next: readonly string[]) => {
    setQuery("");
    if (filter.many) return onChange(next);
    // Where only one can be chosen, the last press is the one that counts.
    onChange(next.filter((value) => !values.includes(value)));
    onOpenChange(false);
  };

  return (
    <Combobox.Root
      multiple
      items={options.map(({ value }) => value)}
      filter={null}
      autoHighlight
      open={open}
      onOpenChange={(next, change) => {
        setQuery("");
        onOpenChange(next, change);
      }}
      inputValue={query}
      onInputValueChange={setQuery}
      value={[...values]}
      onValueChange={choose}
    >
      <Combobox.Portal {...(container && { container })}>
        <Combobox.Positioner anchor={anchor} sideOffset={6} align="start" className="z-50 outline-none">
          <Combobox.Popup
            aria-label={`Filter by ${label}`}
            finalFocus={anchor}
            className="flex max-h-[min(22rem,var(--available-height))] w-[min(16rem,var(--available-width))] flex-col rounded-lg border border-border-strong bg-raised shadow-high"
          >
            <Combobox.Input
              aria-label={`Find a value for ${label}`}
              placeholder={filter.open ? "Find or type one" : "Find one"}
              className="h-9 shrink-0 border-border border-b bg-transparent px-3 text-sm outline-none pointer-coarse:h-11 pointer-coarse:text-base"
            />
            <Combobox.Empty className="px-3 text-muted text-sm not-empty:py-4">
              {filter.open ? "Type what to filter by." : "No results."}
            </Combobox.Empty>
            <Combobox.List
              aria-label={filter.label}
              className="min-h-0 flex-1 scroll-py-1 overflow-y-auto overscroll-contain p-1 empty:p-0"
            >
              {options.map((option) => (
                <Option key={option.value} option={option} />
              ))}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function Option({ option: { value, label } }: { option: FilterOption }) {
  const server = resolveServerName(value);
  return (
    <Combobox.Item
      value={value}
      className="flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 text-sm outline-none data-highlighted:bg-hover pointer-coarse:min-h-11"
    >
      {server && <ServerMark name={server} size="small" />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      <span className="flex size-4 shrink-0">
        <Combobox.ItemIndicator>
          <Check aria-hidden className="size-4" />
        </Combobox.ItemIndicator>
      </span>
    </Combobox.Item>
  );
}
