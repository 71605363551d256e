import { searchCatalogue } from "@/lib/catalogue/search";
import { CATALOGUE, type CatalogueEntry } from "@/lib/catalogue/servers";
import { AGES, type InstanceFilter } from "@/lib/contracts/instance-search";
import { INSTANCE_STATUSES } from "@/lib/contracts/terms/status";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { fold } from "@/lib/words/fold";
import {
  ACCESS_LABELS,
  AGE_LABELS,
  PRESENCE_LABELS,
  STATUS_LABELS,
  TRANSPORT_LABELS,
} from "@/lib/words/labels";

export type FilterOption = { value: string; label: string };

export type Filter = {
  key: Exclude<keyof InstanceFilter, "q">;
  label: string;
  /** Any of several may match; otherwise one is chosen. */
  many: boolean;
  /** What is typed may be chosen too, since the options are not all there is. */
  open: boolean;
  /** The options that answer to what is typed, best first; all of them where nothing is. */
  search: (query: string) => FilterOption[];
};

type Known = {
  userIds: readonly string[];
  platformNames: readonly string[];
  creators: readonly { id: string; name: string }[];
  /** What the organisation added to the catalogue. */
  ownServers: readonly CatalogueEntry[];
  upstreams: readonly UpstreamSummary[];
  /** The reader's own member id. */
  memberId: string;
};

/** Everything that the list can be narrowed by, in the order in which it is offered. */
export function filtersFor({
  userIds,
  platformNames,
  creators,
  ownServers,
  upstreams,
  memberId,
}: Known): Filter[] {
  const servers = [...ownServers, ...CATALOGUE];
  const filters: Filter[] = [
    choice("status", "Status", labelled(INSTANCE_STATUSES, STATUS_LABELS), { many: true }),
    {
      key: "server",
      label: "Server",
      many: true,
      open: false,
      search: (query) => searchCatalogue(query, servers).map(({ name }) => ({ value: name, label: name })),
    },
    choice("userId", "User", named(userIds), { open: true }),
    choice("platform", "Platform", named(platformNames), { open: true }),
    choice("transport", "Transport", labelled(["StreamableHttp", "SSE"], TRANSPORT_LABELS)),
    choice("access", "Access", labelled(["read-only", "read-write"], ACCESS_LABELS)),
    choice("presence", "Upstream record", labelled(["gone", "there"], PRESENCE_LABELS)),
    choice("creator", "Created by", [
      { value: memberId, label: "Me" },
      ...creators.flatMap(({ id, name }) => (id === memberId ? [] : [{ value: id, label: name }])),
    ]),
    choice("age", "Created", labelled(AGES, AGE_LABELS)),
  ];
  if (upstreams.length > 1) {
    const options = upstreams.map(({ id, label }) => ({ value: id, label }));
    filters.splice(4, 0, choice("upstream", "Upstream", options, { many: true }));
  }
  return filters;
}

/** The values that an address chooses for a filter. */
export function chosenValues({ key }: Pick<Filter, "key">, filter: InstanceFilter): string[] {
  return [filter[key] ?? []].flat();
}

/** What was chosen, in few words: "Connected", "GitHub, Gmail", "GitHub and 3 more". */
export function chosenWords(filter: Filter, values: readonly string[]): string {
  const [first = "", ...others] = values.map((value) => labelOf(filter, value));
  if (others.length === 0) return first;
  return others.length === 1 ? `${first}, ${others[0]}` : `${first} and ${others.length} more`;
}

function labelOf(filter: Filter, value: string): string {
  const known = filter.search("").find((option) => option.value === value);
  if (known) return known.label;
  return filter.key === "creator" ? "Another member" : value;
}

function choice(
  key: Filter["key"],
  label: string,
  options: FilterOption[],
  { many = false, open = false } = {},
): Filter {
  return { key, label, many, open, search: (query) => narrow(options, query, open) };
}

function narrow(options: FilterOption[], query: string, open: boolean): FilterOption[] {
  const typed = query.trim();
  const wanted = fold(typed);
  const found = options.filter(({ label }) => fold(label).includes(wanted));
  const known = options.some(({ value }) => value === typed);
  return open && typed !== "" && !known ? [...found, { value: typed, label: typed }] : found;
}

function labelled<Value extends string>(
  values: readonly Value[],
  labels: Record<Value, string>,
): FilterOption[] {
  return values.map((value) => ({ value, label: labels[value] }));
}

function named(values: readonly string[]): FilterOption[] {
  return values.map((value) => ({ value, label: value }));
}
