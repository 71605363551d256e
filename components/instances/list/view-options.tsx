"use client";

import { Popover } from "@base-ui/react/popover";
import { startTransition, useId, useOptimistic, useState } from "react";
import { Label } from "@/components/ui/label";
import { landmarkOf } from "@/components/ui/landmark";
import type { OverlayProps } from "@/components/ui/lazy-overlay";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { type Column, ORDERS } from "./columns";
import type { Density } from "./search-params";
import type { ChangeLooks } from "./use-view";
import type { ListView } from "./view";

type ViewOptionsProps = OverlayProps & { view: ListView; onLook: ChangeLooks; columns: readonly Column[] };

const DENSITY_OPTIONS = [
  { value: "comfortable", label: "Comfortable" },
  { value: "compact", label: "Compact" },
] as const;

/** How the list looks, as against what is in it. */
export function ViewOptions({ anchor, open, onOpenChange, view, onLook, columns }: ViewOptionsProps) {
  const id = useId();
  const [container] = useState(() => landmarkOf(anchor.current));
  // The address reaches the view a moment later; the boxes answer the click, and know of the one before it.
  const [hidden, setHidden] = useOptimistic(view.hidden);

  const order = (words: string) => {
    const chosen = ORDERS.find((known) => known.words === words);
    if (chosen) onLook({ sort: chosen.sort, direction: chosen.direction });
  };
  const show = (id: string, shown: boolean) => {
    const next = shown ? hidden.filter((other) => other !== id) : [...hidden, id];
    startTransition(() => {
      setHidden(next);
      onLook({ hidden: next }, "replace");
    });
  };

  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Portal {...(container && { container })}>
        <Popover.Positioner anchor={anchor} align="end" sideOffset={6} className="z-50">
          <Popover.Popup
            aria-label="View"
            finalFocus={anchor}
            className="flex w-[min(18rem,calc(100vw-2rem))] flex-col gap-4 rounded-lg border border-border bg-raised p-4 shadow-high outline-none"
          >
            <div className="flex flex-col gap-1.5">
              <Label htmlFor={`${id}-order`}>Order</Label>
              <Select
                id={`${id}-order`}
                value={
                  ORDERS.find(({ sort, direction }) => sort === view.sort && direction === view.direction)
                    ?.words
                }
                onChange={(event) => order(event.target.value)}
              >
                {ORDERS.map(({ words }) => (
                  <option key={words}>{words}</option>
                ))}
              </Select>
            </div>
            <Segmented<Density>
              legend="Density"
              name={`${id}-density`}
              options={DENSITY_OPTIONS}
              value={view.density}
              onValueChange={(density) => onLook({ density }, "replace")}
            />
            <fieldset>
              <legend className="mb-1 font-medium text-sm">Columns</legend>
              <div className="grid grid-cols-2">
                {columns.map(({ id: column, label }) => (
                  <label
                    key={column}
                    className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-10"
                  >
                    <input
                      type="checkbox"
                      className="size-4 accent-accent"
                      checked={!hidden.includes(column)}
                      onChange={(event) => show(column, event.target.checked)}
                    />
                    {label}
                  </label>
                ))}
              </div>
            </fieldset>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
