"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ListFilter } from "@/components/ui/icons";
import { Menu } from "@/components/ui/menu";
import type { InstanceFilter } from "@/lib/contracts/instance-search";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { suggestionsQuery } from "@/lib/queries/instances";
import { FilterPill } from "./filter-pill";
import { chosenValues, type Filter, filtersFor } from "./filters";
import { SaveView } from "./save-view";
import { changeView } from "./use-view";
import { isNarrowed, NO_FILTERS } from "./view";

type FilterBarProps = {
  filter: InstanceFilter;
  upstreams: readonly UpstreamSummary[];
  memberId: string;
};

/** One button for what the list can be narrowed by, and what it is narrowed by. */
export function FilterBar({ filter, upstreams, memberId }: FilterBarProps) {
  const { data: known } = useQuery(suggestionsQuery);
  const [begun, setBegun] = useState<Filter["key"]>();
  const bar = useRef<HTMLFieldSetElement>(null);
  const filters = useMemo(
    () =>
      filtersFor({
        userIds: known?.userIds ?? [],
        platformNames: known?.platformNames ?? [],
        creators: known?.creators ?? [],
        ownServers: known?.ownServers ?? [],
        upstreams,
        memberId,
      }),
    [known, upstreams, memberId],
  );
  const isShown = (one: Filter) => one.key === begun || chosenValues(one, filter).length > 0;

  const close = useCallback(() => {
    setBegun(undefined);
    // A filter that nothing was chosen for is gone, and the focus with it.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) bar.current?.querySelector("button")?.focus();
    });
  }, []);

  return (
    // Padded, so that what scrolls sideways on a narrow screen does not cut the ring of focus off.
    <fieldset ref={bar} className="-mx-1 flex min-w-0 items-center gap-1.5 overflow-x-auto p-1 sm:flex-wrap">
      <legend className="sr-only">Filters</legend>
      <Menu
        variant="secondary"
        size="small"
        align="start"
        className="shrink-0"
        items={filters.flatMap((one) =>
          isShown(one) ? [] : [{ label: one.label, onSelect: () => setBegun(one.key) }],
        )}
      >
        <ListFilter aria-hidden /> Filter
      </Menu>
      {filters.filter(isShown).map((one) => (
        <FilterPill
          key={one.key}
          filter={one}
          values={chosenValues(one, filter)}
          onChange={(values) => changeView({ [one.key]: values })}
          begun={one.key === begun}
          onClosed={close}
        />
      ))}
      {isNarrowed(filter) && (
        <>
          <Button
            variant="ghost"
            size="small"
            className="shrink-0"
            onClick={() => {
              changeView(NO_FILTERS);
              close();
            }}
          >
            Clear all
          </Button>
          <SaveView />
        </>
      )}
    </fieldset>
  );
}
