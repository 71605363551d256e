"use client";

import type { CSSProperties } from "react";
import { cx } from "@/components/ui/class-names";
import { SortButton } from "@/components/ui/sort-button";
import type { Instance } from "@/lib/contracts/instance";
import { type Column, gridTracks, ownColumns } from "./columns";
import { InstanceRow } from "./instance-row";
import { RowActions } from "./row-actions";
import { SelectBox } from "./select-box";
import { chooseListed, extentOf, isChosen, type Selection } from "./selection";
import { COLUMN_HEADER, ROW, ROW_GROUP, TABLE } from "./table-style";
import type { ChangeLooks } from "./use-view";
import { type ListView, pressedSort } from "./view";

type InstanceTableProps = {
  view: ListView;
  onLook: ChangeLooks;
  columns: readonly Column[];
  instances: readonly Instance[];
  selectable: boolean;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onPress: (id: string, chosen: boolean, range: boolean) => void;
  /** What is shown is of the view before, while this one is fetched. */
  outdated: boolean;
};

/** The instances as a table, and as cards where there is no room for one. */
export function InstanceTable({
  view,
  onLook,
  columns,
  instances,
  selectable,
  selection,
  onSelect,
  onPress,
  outdated,
}: InstanceTableProps) {
  const listed = instances.map(({ id }) => id);
  const extent = extentOf(selection, listed);
  return (
    <RowActions>
      {(act) => (
        <table
          {...TABLE}
          aria-label="Instances"
          aria-busy={outdated}
          style={{ "--columns": gridTracks(columns, selectable) } as CSSProperties}
          // What has the focus is scrolled clear of the bar that stands at the bottom while something is chosen.
          className={cx(
            "block [&_:is(a,button,input)]:scroll-mb-24",
            outdated && "opacity-60 transition-opacity delay-150 duration-150",
          )}
        >
          <thead {...ROW_GROUP} className="sticky top-14 z-20 block lg:top-0">
            <tr
              {...ROW}
              className={cx(
                "h-9 items-center gap-x-3 border-border border-b bg-inset px-4 text-muted text-xs @4xl:grid @4xl:grid-cols-(--columns)",
                selectable ? "flex" : "hidden",
              )}
            >
              {selectable && (
                <th {...COLUMN_HEADER} className="flex items-center gap-3 text-left font-medium">
                  <SelectBox
                    label="Select all that are listed"
                    checked={extent === "all"}
                    mixed={extent === "some"}
                    onChange={(checked) => onSelect(chooseListed(checked, listed))}
                  />
                  <span aria-hidden className="@4xl:hidden">
                    Select all that are listed
                  </span>
                </th>
              )}
              {ownColumns(columns).map(({ id, label, sort }) => (
                <th
                  key={id}
                  {...COLUMN_HEADER}
                  aria-sort={sort && (view.sort === sort ? view.direction : "none")}
                  className="hidden min-w-0 text-left font-medium @4xl:block"
                >
                  {sort ? (
                    <SortButton
                      direction={view.sort === sort ? view.direction : null}
                      onClick={() => onLook(pressedSort(view, sort))}
                    >
                      {label}
                    </SortButton>
                  ) : (
                    label
                  )}
                </th>
              ))}
              <th {...COLUMN_HEADER} className="hidden @4xl:block">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody {...ROW_GROUP} className="block">
            {instances.map((instance) => (
              <InstanceRow
                key={instance.id}
                instance={instance}
                columns={columns}
                density={view.density}
                selectable={selectable}
                chosen={isChosen(selection, instance.id)}
                onChoose={onPress}
                onAct={act}
              />
            ))}
          </tbody>
        </table>
      )}
    </RowActions>
  );
}
