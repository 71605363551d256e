import {
  type InstanceFilter,
  type InstanceSort,
  instanceFilterSchema,
} from "@/lib/contracts/instance-search";
import type { ListedInstances } from "@/lib/queries/search";
import type { SearchChanges } from "@/lib/search-params";
import type { Density, listParams } from "./search-params";

/** What the list shows, and how it looks. */
export type ListView = ListedInstances & {
  /** The columns that are left out. */
  hidden: readonly string[];
  density: Density;
  /** The job whose progress is shown. */
  job: string | undefined;
};

/** Changes to the address, by parameter. */
export type ViewChanges = SearchChanges<(typeof listParams)["shape"]>;

/** What an address asks for, with what goes without saying. */
export function viewOf({
  sort = "created",
  direction = firstDirection(sort),
  hide = [],
  density = "comfortable",
  job,
  ...filter
}: ReturnType<(typeof listParams)["read"]>): ListView {
  return { filter, sort, direction, hidden: hide, density, job };
}

/** Whether anything narrows the list. */
export function isNarrowed(filter: InstanceFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** The address in which no filter is set. */
export const NO_FILTERS: ViewChanges = Object.fromEntries(
  Object.keys(instanceFilterSchema.shape).map((key) => [key, undefined]),
);

/** The direction in which a sort is first wanted: the newest, but the names from A on. */
export function firstDirection(sort: InstanceSort): ListView["direction"] {
  return sort === "created" ? "descending" : "ascending";
}

/** What a press on a column's header asks for: its first direction, and the other one when it is sorted by already. */
export function sortChanges(view: ListedInstances, sort: InstanceSort): ViewChanges {
  if (view.sort !== sort) return orderChanges(sort, firstDirection(sort));
  return orderChanges(sort, view.direction === "ascending" ? "descending" : "ascending");
}

/** An order as it stands in an address, where what goes without saying is left out. */
export function orderChanges(sort: InstanceSort, direction: ListView["direction"]): ViewChanges {
  return {
    sort: sort === "created" ? undefined : sort,
    direction: direction === firstDirection(sort) ? undefined : direction,
  };
}
