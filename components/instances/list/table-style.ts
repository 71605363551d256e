import { cx } from "@/components/ui/class-names";
import type { Density } from "./search-params";

/** Browsers forget what the parts of a table are when these are laid out as a grid, so it is said again. */
export const TABLE = { role: "table" } as const;
export const ROW_GROUP = { role: "rowgroup" } as const;
export const ROW = { role: "row" } as const;
export const CELL = { role: "cell" } as const;
export const COLUMN_HEADER = { role: "columnheader" } as const;

/**
 * A row is a card until the list has room for a table. Rows out of sight are neither laid out nor painted, and keep
 * their place by the height that they are known or expected to have: the list stays quick at thousands of rows.
 */
export function rowStyle(density: Density, selectable: boolean): string {
  return cx(
    "relative flex flex-wrap items-center gap-x-3 gap-y-1.5 border-border border-b py-3 pr-12 text-sm last:border-b-0",
    "[content-visibility:auto] @4xl:grid @4xl:grid-cols-(--columns) @4xl:px-4 @4xl:py-0",
    selectable ? "pl-11" : "pl-4",
    density === "compact"
      ? "[contain-intrinsic-size:auto_7rem] @4xl:h-9 @4xl:[contain-intrinsic-size:auto_2.25rem]"
      : "[contain-intrinsic-size:auto_8rem] @4xl:h-14 @4xl:[contain-intrinsic-size:auto_3.5rem]",
  );
}
