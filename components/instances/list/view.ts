import {
  type InstanceFilter,
  type InstanceSort,
  instanceFilterSchema,
} from "@/lib/contracts/instance-search";
import type { ListedInstances } from "@/lib/queries/search";
import type { SearchChanges } from "@/lib/search-params";
import { type Density, listParams } from "./search-params";

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

type Asked = ReturnType<(typeof listParams)["read"]>;

/** What an address asks for, with what goes without saying. */
export function viewOf({
  sort = "created",
  direction = firstDirection(sort),
  hide = [],
  density = "comfortable",
  job,
  ...filter
}: Asked): ListView {
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
export function pressedSort(view: ListedInstances, sort: InstanceSort): Pick<Looks, "sort" | "direction"> {
  if (view.sort !== sort) return { sort, direction: firstDirection(sort) };
  return { sort, direction: view.direction === "ascending" ? "descending" : "ascending" };
}

/** How the list looks, as against what is in it. */
export type Looks = Pick<ListView, "sort" | "direction" | "hidden" | "density">;

/** Looks as they stand in an address, where what goes without saying is left out. */
export function looksChanges({ sort, direction, hidden, density }: Looks): ViewChanges {
  return {
    sort: sort === "created" ? undefined : sort,
    direction: direction === firstDirection(sort) ? undefined : direction,
    hide: hidden,
    density: density === "comfortable" ? undefined : density,
  };
}

/** Where an address says nothing of how the list looks, it looks as its reader left it; `kept` stands as in an address. */
export function withKeptLooks(asked: Asked, kept: string): Asked {
  const given = [asked.sort, asked.direction, asked.hide, asked.density];
  if (given.some((value) => value !== undefined)) return asked;
  const { sort, direction, hide, density } = listParams.read(new URLSearchParams(kept));
  return { ...asked, sort, direction, hide, density };
}
