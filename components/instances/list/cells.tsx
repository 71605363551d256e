import type { ReactNode } from "react";
import { ServerMark } from "@/components/servers/server-mark";
import { cx } from "@/components/ui/class-names";
import { PageLink } from "@/components/ui/page-link";
import type { Instance } from "@/lib/contracts/instance";
import { instancePath, userPath } from "@/lib/paths";
import { UPSTREAM_LABELS } from "@/lib/words/labels";
import { showId } from "@/lib/words/unseen";
import type { Density } from "./search-params";
import { StateWithAge } from "./state-with-age";
import { CELL } from "./table-style";

export type CellProps = {
  instance: Instance;
  density: Density;
  /** The ids of all columns that are shown: some stand in the cell of another. */
  shown: readonly string[];
};

/** The surface of this link is the whole row. */
const WHOLE_ROW =
  "truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 " +
  "focus-visible:after:outline-focus focus-visible:after:-outline-offset-2";

export function ServerCell({ instance: { id, serverName, upstream }, density, shown }: CellProps) {
  return (
    <td {...CELL} className="flex min-w-0 basis-full items-center gap-2.5">
      <ServerMark name={serverName} size={density === "compact" ? "small" : "medium"} />
      <Lines density={density} aside={shown.includes("upstream") && UPSTREAM_LABELS[upstream]}>
        <PageLink href={instancePath(id)} title={serverName} className={WHOLE_ROW}>
          {serverName}
        </PageLink>
      </Lines>
    </td>
  );
}

export function UserCell({ instance: { userId, platformName }, density, shown }: CellProps) {
  const user = showId(userId);
  return (
    <td {...CELL} className="flex min-w-0 basis-full">
      <Lines density={density} aside={shown.includes("platform") && platformName && showId(platformName)}>
        <PageLink
          href={userPath(userId)}
          title={user}
          className="relative z-10 truncate underline-offset-2 hover:underline focus-visible:-outline-offset-2"
        >
          {user}
        </PageLink>
      </Lines>
    </td>
  );
}

export function StatusCell({ instance, density }: CellProps) {
  return (
    <td
      {...CELL}
      className={cx(
        "flex min-w-0 basis-full flex-wrap items-center gap-x-2 gap-y-0.5 @4xl:flex-nowrap",
        density !== "compact" && "@4xl:flex-col @4xl:items-start",
      )}
    >
      <StateWithAge instance={instance} density={density} />
    </td>
  );
}

export function DetailCell({ children }: { children: ReactNode }) {
  return (
    <td {...CELL} className="min-w-0 truncate text-muted text-xs">
      {children}
    </td>
  );
}

export function CreatorLine({ instance, density }: Omit<CellProps, "shown">) {
  return (
    <span className={cx(density === "compact" ? "@4xl:hidden @6xl:inline" : "@4xl:block @4xl:truncate")}>
      by {instance.createdBy}
    </span>
  );
}

type LinesProps = { density: Density; aside: string | false | null; children: ReactNode };

/** What a cell is about, and below it or, in a compact list, beside it, what belongs to that. */
function Lines({ density, aside, children }: LinesProps) {
  return (
    <span
      className={cx(
        "flex min-w-0 items-baseline gap-x-2",
        density !== "compact" && "@4xl:flex-col @4xl:items-stretch",
      )}
    >
      {children}
      {aside && <span className="min-w-0 shrink-[999] truncate text-muted text-xs">{aside}</span>}
    </span>
  );
}
