import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Instance } from "@/lib/contracts/instance";
import { ACCESS_LABELS, TRANSPORT_LABELS } from "@/lib/words/labels";
import type { OwnColumn } from "./columns";
import { StatusCell } from "./status-cell";
import { CELL } from "./table-style";
import type { Density } from "./view";

type InstanceCellProps = { column: OwnColumn; instance: Instance; density: Density };

/** What stands under a column of its own. */
export function InstanceCell({ column, instance, density }: InstanceCellProps) {
  const beside = density === "compact";
  switch (column) {
    case "status":
      return (
        <td
          {...CELL}
          className={cx(
            "flex min-w-0 basis-full flex-wrap items-center gap-x-2 gap-y-0.5 @4xl:flex-nowrap",
            !beside && "@4xl:flex-col @4xl:items-start",
          )}
        >
          <StatusCell instance={instance} density={density} />
        </td>
      );
    case "transport":
      return <Detail>{TRANSPORT_LABELS[instance.connectionType]}</Detail>;
    case "access":
      return (
        <Detail>
          {instance.isReadOnly ? (
            <span className="inline-flex items-center gap-1">
              <Lock aria-hidden className="size-3" />
              {ACCESS_LABELS["read-only"]}
            </span>
          ) : (
            ACCESS_LABELS["read-write"]
          )}
        </Detail>
      );
    case "created":
      return (
        <Detail>
          <RelativeTime dateTime={instance.createdAt} />{" "}
          <span className={cx(beside ? "@4xl:hidden @6xl:inline" : "@4xl:block @4xl:truncate")}>
            by {instance.createdBy}
          </span>
        </Detail>
      );
  }
}

function Detail({ children }: { children: ReactNode }) {
  return (
    <td {...CELL} className="min-w-0 truncate text-muted text-xs">
      {children}
    </td>
  );
}
