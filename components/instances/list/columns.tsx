import type { ComponentType } from "react";
import { Lock } from "@/components/ui/icons";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InstanceSort } from "@/lib/contracts/instance-search";
import { ACCESS_LABELS, TRANSPORT_LABELS } from "@/lib/words/labels";
import { type CellProps, CreatorLine, DetailCell, ServerCell, StatusCell, UserCell } from "./cells";
import { firstDirection, type ListView } from "./view";

export type Column = {
  id: string;
  label: string;
  /** Cannot be left out. */
  fixed?: true;
} & (
  | {
      /** In the words of `grid-template-columns`. */
      track: string;
      sort?: InstanceSort;
      Cell: ComponentType<CellProps>;
    }
  /** It has no track of its own: it stands in the cell of another. */
  | { within: "server" | "user" }
);
type OwnColumn = Extract<Column, { track: string }>;

/** All that the list can show of an instance, in its order. */
export const COLUMNS: readonly Column[] = [
  { id: "server", label: "Server", fixed: true, track: "minmax(0,1.2fr)", sort: "server", Cell: ServerCell },
  { id: "upstream", label: "Upstream", within: "server" },
  { id: "user", label: "User", fixed: true, track: "minmax(0,2fr)", sort: "user", Cell: UserCell },
  { id: "platform", label: "Platform", within: "user" },
  { id: "status", label: "Status", track: "minmax(11.5rem,0.5fr)", sort: "status", Cell: StatusCell },
  {
    id: "transport",
    label: "Transport",
    track: "6rem",
    Cell: ({ instance }) => <DetailCell>{TRANSPORT_LABELS[instance.connectionType]}</DetailCell>,
  },
  {
    id: "access",
    label: "Access",
    track: "6rem",
    Cell: ({ instance }) => (
      <DetailCell>
        {instance.isReadOnly ? (
          <span className="inline-flex items-center gap-1">
            <Lock aria-hidden className="size-3" />
            {ACCESS_LABELS["read-only"]}
          </span>
        ) : (
          ACCESS_LABELS["read-write"]
        )}
      </DetailCell>
    ),
  },
  {
    id: "created",
    label: "Created",
    track: "minmax(7.5rem,0.8fr)",
    sort: "created",
    Cell: ({ instance, density }) => (
      <DetailCell>
        <RelativeTime dateTime={instance.createdAt} /> <CreatorLine instance={instance} density={density} />
      </DetailCell>
    ),
  },
];

/** Those that are shown. Where there is one upstream only, nobody needs to read which. */
export function shownColumns(hidden: readonly string[], upstreams: number): Column[] {
  return COLUMNS.filter((column) => column.fixed || !hidden.includes(column.id)).filter(
    ({ id }) => id !== "upstream" || upstreams > 1,
  );
}

/** Those that can be left out. */
export function optionalColumns(upstreams: number): Column[] {
  return shownColumns([], upstreams).filter(({ fixed }) => !fixed);
}

/** Those of the shown columns that stand by themselves. */
export function ownColumns(shown: readonly Column[]): OwnColumn[] {
  return shown.filter((column): column is OwnColumn => "track" in column);
}

/** `grid-template-columns` of a row, with its box in front where rows can be chosen and its menu at the end. */
export function gridTracks(shown: readonly Column[], selectable: boolean): string {
  const tracks = ownColumns(shown).map(({ track }) => track);
  return [selectable && "1.25rem", ...tracks, "1.75rem"].filter(Boolean).join(" ");
}

type Order = { sort: InstanceSort; direction: ListView["direction"]; words: string };

/** Both directions of every sort, in words: cards have no headers to press. */
export const ORDERS: readonly Order[] = ownColumns(COLUMNS).flatMap(({ sort, label }): Order[] => {
  if (!sort) return [];
  const first = firstDirection(sort);
  const other = first === "ascending" ? "descending" : "ascending";
  const [one, two] =
    sort === "created" ? ["Newest first", "Oldest first"] : [`${label}, A to Z`, `${label}, Z to A`];
  return [
    { sort, direction: first, words: one },
    { sort, direction: other, words: two },
  ];
});

/** The order of a list, for those who do not see its arrow. */
export function orderWords({ sort, direction }: Pick<ListView, "sort" | "direction">): string {
  return ORDERS.find((order) => order.sort === sort && order.direction === direction)?.words ?? "";
}
