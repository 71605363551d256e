import * as z from "zod/mini";
import {
  INSTANCE_SORTS,
  type InstanceFilterInput,
  type InstanceSort,
  instanceFilterSchema,
} from "@/lib/contracts/instance-search";
import type { ListedInstances } from "@/lib/queries/search";

/** What may be left out of the list, in its order. Server and user never are. */
export const COLUMNS = ["platform", "status", "upstream", "transport", "access", "created"] as const;
export type Column = (typeof COLUMNS)[number];

export const COLUMN_LABELS: Record<Column, string> = {
  platform: "Platform",
  status: "Status",
  upstream: "Upstream",
  transport: "Transport",
  access: "Access",
  created: "Created",
};

export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];

/** What the list shows and how: all of it stands in the page's address, so that it can be sent to a colleague. */
export type ListView = ListedInstances & {
  hidden: readonly Column[];
  density: Density;
  /** The job whose progress is shown. */
  job: string | null;
};

export const FILTER_KEYS = [
  "q",
  "status",
  "server",
  "userId",
  "platform",
  "upstream",
  "transport",
  "access",
  "presence",
  "creator",
  "age",
] as const satisfies readonly (keyof InstanceFilterInput)[];
export type FilterKey = (typeof FILTER_KEYS)[number];

/** Changes to an address, by parameter; undefined takes one away. */
export type AddressChanges = Record<string, string | undefined>;

const directions = ["ascending", "descending"] as const;
const sortSchema = z.catch(z.enum(INSTANCE_SORTS), "created");
const densitySchema = z.catch(z.enum(DENSITIES), "comfortable");
const jobSchema = z.catch(z.nullable(z.uuid()), null);

/** The direction in which a sort is first wanted: the newest, but the names from A on. */
export function firstDirection(sort: InstanceSort): ListView["direction"] {
  return sort === "created" ? "descending" : "ascending";
}

/** Reads an address. What makes no sense in it is left out, so that an old link still shows something. */
export function readView(params: Record<string, string | string[] | undefined>): ListView {
  const sort = sortSchema.parse(params.sort);
  const direction = z.catch(z.enum(directions), firstDirection(sort)).parse(params.direction);
  const hidden = typeof params.hide === "string" ? params.hide.split(",") : [];
  return {
    filter: readFilter(params),
    sort,
    direction,
    hidden: COLUMNS.filter((column) => hidden.includes(column)),
    density: densitySchema.parse(params.density),
    job: jobSchema.parse(params.job ?? null),
  };
}

function readFilter(params: Record<string, string | string[] | undefined>): InstanceFilterInput {
  const filter: InstanceFilterInput = {};
  for (const key of FILTER_KEYS) {
    const value = params[key];
    if (typeof value === "string" && value !== "" && instanceFilterSchema.shape[key].safeParse(value).success)
      Object.assign(filter, { [key]: value });
  }
  return filter;
}

/** Whether anything narrows the list. */
export function isNarrowed(filter: InstanceFilterInput): boolean {
  return FILTER_KEYS.some((key) => filter[key] !== undefined);
}

/** The address in which no filter is set. */
export const NO_FILTERS: AddressChanges = Object.fromEntries(FILTER_KEYS.map((key) => [key, undefined]));

/** What a press on a column's header asks for: its first direction, and the other one when it is sorted by already. */
export function sortChanges(view: ListedInstances, sort: InstanceSort): AddressChanges {
  if (view.sort !== sort) return orderChanges(sort, firstDirection(sort));
  return orderChanges(sort, view.direction === "ascending" ? "descending" : "ascending");
}

/** An order as it stands in an address, where what goes without saying is left out. */
export function orderChanges(sort: InstanceSort, direction: ListView["direction"]): AddressChanges {
  return {
    sort: sort === "created" ? undefined : sort,
    direction: direction === firstDirection(sort) ? undefined : direction,
  };
}
