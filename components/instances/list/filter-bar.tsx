"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import type { InstanceFilter } from "@/lib/contracts/instance-search";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { suggestionsQuery } from "@/lib/queries/instances";
import { FilterPill } from "./filter-pill";
import { chosenValues, filtersFor } from "./filters";
import { changeView } from "./use-view";
import { isNarrowed, NO_FILTERS } from "./view";

type FilterBarProps = {
  filter: InstanceFilter;
  upstreams: readonly UpstreamSummary[];
  memberId: string;
};

/** What the list can be narrowed by, and what it is narrowed by. */
export function FilterBar({ filter, upstreams, memberId }: FilterBarProps) {
  const { data: known } = useQuery(suggestionsQuery);
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
  return (
    // Padded, so that what scrolls sideways on a narrow screen does not cut the ring of focus off.
    <fieldset className="-mx-1 flex min-w-0 items-center gap-1.5 overflow-x-auto p-1 sm:flex-wrap">
      <legend className="sr-only">Filters</legend>
      {filters.map((one) => (
        <FilterPill
          key={one.key}
          filter={one}
          values={chosenValues(one, filter)}
          onChange={(values) => changeView({ [one.key]: values })}
        />
      ))}
      {isNarrowed(filter) && (
        <Button variant="ghost" size="small" onClick={() => changeView(NO_FILTERS)}>
          Clear all
        </Button>
      )}
    </fieldset>
  );
}
