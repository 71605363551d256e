import type { InstanceSort } from "@/lib/contracts/instance-search";
import { COLUMN_LABELS, type Column } from "./view";

/** The columns that have a track of their own: an upstream stands with its server, a platform with its user. */
const TRACKS = {
  status: "minmax(11.5rem,0.5fr)",
  transport: "6rem",
  access: "6rem",
  created: "minmax(0,0.8fr)",
} as const satisfies Partial<Record<Column, string>>;
export type OwnColumn = keyof typeof TRACKS;

const SORTS: Partial<Record<OwnColumn, InstanceSort>> = { status: "status", created: "created" };

type Header = {
  id: "server" | "user" | OwnColumn;
  label: string;
  sort?: InstanceSort;
  /** In the words of `grid-template-columns`. */
  track: string;
};

/** Those of the shown columns that stand by themselves. */
export function ownColumns(shown: readonly Column[]): OwnColumn[] {
  return shown.filter((column): column is OwnColumn => column in TRACKS);
}

/** The headers of the table. Server and user always stand at the front. */
export function headersOf(shown: readonly Column[]): Header[] {
  return [
    { id: "server", label: "Server", sort: "server", track: "minmax(0,1.2fr)" },
    { id: "user", label: "User", sort: "user", track: "minmax(0,2fr)" },
    ...ownColumns(shown).map((id): Header => {
      const sort = SORTS[id];
      return { id, label: COLUMN_LABELS[id], track: TRACKS[id], ...(sort && { sort }) };
    }),
  ];
}

/** `grid-template-columns` of a row, with its box in front where rows can be chosen and its menu at the end. */
export function gridTracks(shown: readonly Column[], selectable: boolean): string {
  const tracks = headersOf(shown).map(({ track }) => track);
  return [selectable && "1.25rem", ...tracks, "1.75rem"].filter(Boolean).join(" ");
}
