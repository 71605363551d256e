"use client";

import { Copy, Ellipsis, PanelRightOpen } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { memo, type ReactNode, useState } from "react";
import { ServerMark } from "@/components/servers/server-mark";
import { cx } from "@/components/ui/class-names";
import { copyText } from "@/components/ui/clipboard";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import { instancePath, userPath } from "@/lib/paths";
import { UPSTREAM_LABELS } from "@/lib/words/labels";
import { ownColumns } from "./columns";
import { InstanceCell } from "./instance-cell";
import { SelectBox } from "./select-box";
import { CELL, ROW, rowStyle } from "./table-style";
import type { Column, Density } from "./view";

type InstanceRowProps = {
  instance: Instance;
  columns: readonly Column[];
  density: Density;
  selectable: boolean;
  chosen: boolean;
  onChoose: (id: string, chosen: boolean, range: boolean) => void;
};

/** One instance: a row of the table, or a card where there is no room for one. Drawn anew only when it changes. */
export const InstanceRow = memo(function InstanceRow({
  instance,
  columns,
  density,
  selectable,
  chosen,
  onChoose,
}: InstanceRowProps) {
  const { id, serverName, userId } = instance;
  const whose = `${serverName} of ${userId}`;
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
            onChange={(checked, range) => onChoose(id, checked, range)}
          />
        </td>
      )}
      <td {...CELL} className="flex min-w-0 basis-full items-center gap-2.5">
        <ServerMark name={serverName} size={density === "compact" ? "small" : "medium"} />
        <Lines density={density} aside={columns.includes("upstream") && UPSTREAM_LABELS[instance.upstream]}>
          <PrefetchedLink href={instancePath(id)} title={serverName} className={WHOLE_ROW}>
            {serverName}
          </PrefetchedLink>
        </Lines>
      </td>
      <td {...CELL} className="flex min-w-0 basis-full">
        <Lines density={density} aside={columns.includes("platform") && instance.platformName}>
          <PrefetchedLink
            href={userPath(userId)}
            title={userId}
            className="relative z-10 truncate underline-offset-2 hover:underline focus-visible:-outline-offset-2"
          >
            {userId}
          </PrefetchedLink>
        </Lines>
      </td>
      {ownColumns(columns).map((column) => (
        <InstanceCell key={column} column={column} instance={instance} density={density} />
      ))}
      <td {...CELL} className="absolute top-2 right-2 z-10 @4xl:static @4xl:justify-self-end">
        <RowMenu instance={instance} whose={whose} canCopy={selectable} />
      </td>
    </tr>
  );
});

/** The surface of this link is the whole row. */
const WHOLE_ROW =
  "truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 " +
  "focus-visible:after:outline-focus focus-visible:after:-outline-offset-2";

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

type PrefetchedLinkProps = {
  href: Route;
  title: string;
  className: string;
  children: string;
};

/** Fetches its page when the pointer or the focus gets near: fifty rows in view must not fetch fifty pages. */
function PrefetchedLink({ href, ...props }: PrefetchedLinkProps) {
  const [near, setNear] = useState(false);
  return (
    <Link
      href={href}
      prefetch={near ? null : false}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
      {...props}
    />
  );
}

type RowMenuProps = { instance: Instance; whose: string; canCopy: boolean };

function RowMenu({ instance, whose, canCopy }: RowMenuProps) {
  const copy = () =>
    copyText(instance.instanceId).then(
      () => toast({ kind: "positive", title: "The instance id is copied" }),
      ({ message }: Error) => toast({ kind: "negative", title: "Nothing was copied", description: message }),
    );
  return (
    <Menu
      label={`Actions for ${whose}`}
      size="icon-small"
      items={[
        { label: "Open", icon: PanelRightOpen, href: instancePath(instance.id) },
        ...(canCopy ? [{ label: "Copy instance id", icon: Copy, onSelect: copy }] : []),
      ]}
    >
      <Ellipsis aria-hidden />
    </Menu>
  );
}
