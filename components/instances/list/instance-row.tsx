"use client";

import { memo } from "react";
import { cx } from "@/components/ui/class-names";
import type { Instance } from "@/lib/contracts/instance";
import { showId } from "@/lib/words/unseen";
import { type Column, ownColumns } from "./columns";
import { type RowAction, RowMenu } from "./row-menu";
import type { Density } from "./search-params";
import { SelectBox } from "./select-box";
import { CELL, ROW, rowStyle } from "./table-style";

type InstanceRowProps = {
  instance: Instance;
  columns: readonly Column[];
  density: Density;
  selectable: boolean;
  chosen: boolean;
  onChoose: (id: string, chosen: boolean, range: boolean) => void;
  onAct: (action: RowAction, instance: Instance) => void;
};

/** One instance: a row of the table, or a card where there is no room for one. Drawn anew only when it changes. */
export const InstanceRow = memo(function InstanceRow({
  instance,
  columns,
  density,
  selectable,
  chosen,
  onChoose,
  onAct,
}: InstanceRowProps) {
  const whose = `${instance.serverName} of ${showId(instance.userId)}`;
  const shown = columns.map(({ id }) => id);
  return (
    <tr
      {...ROW}
      className={cx(rowStyle(density, selectable), chosen ? "bg-accent-soft" : "hover:bg-hover/60")}
    >
      {selectable && (
        <td {...CELL} className="absolute top-4.5 left-4 z-10 @4xl:static @4xl:order-none">
          <SelectBox
            label={`Select ${whose}`}
            checked={chosen}
            onChange={(checked, range) => onChoose(instance.id, checked, range)}
          />
        </td>
      )}
      {ownColumns(columns).map(({ id, Cell }) => (
        <Cell key={id} instance={instance} density={density} shown={shown} />
      ))}
      <td {...CELL} className="absolute top-2 right-2 z-10 @4xl:static @4xl:justify-self-end">
        <RowMenu instance={instance} whose={whose} onAct={onAct} />
      </td>
    </tr>
  );
});
