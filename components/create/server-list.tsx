"use client";

import { Combobox } from "@base-ui/react/combobox";
import { useMemo, useRef, useState } from "react";
import { ServerMark } from "@/components/servers/server-mark";
import { Check, Search } from "@/components/ui/icons";
import { landmarkOf } from "@/components/ui/landmark";
import type { OverlayProps } from "@/components/ui/lazy-overlay";
import { searchCatalogue } from "@/lib/catalogue/search";
import type { CatalogueEntry } from "@/lib/catalogue/servers";
import type { ServerName } from "@/lib/contracts/server-name";
import { SIGN_IN_WORDS } from "./sign-in-words";

type ServerListProps = OverlayProps & {
  query: string;
  onQueryChange: (query: string) => void;
  value: ServerName | null;
  onChange: (name: ServerName) => void;
  recent: readonly ServerName[];
  servers: readonly CatalogueEntry[];
  /** What has the focus once one is chosen. */
  next: () => HTMLElement | null;
};

type Group = { value: string; items: CatalogueEntry[] };

/** The searchable list that the picker opens. */
export function ServerList({
  anchor,
  open,
  onOpenChange,
  query,
  onQueryChange,
  value,
  onChange,
  recent,
  servers,
  next,
}: ServerListProps) {
  const groups = useMemo(() => groupServers(servers, query, recent), [servers, query, recent]);
  const chosen = useRef(false);
  const [container] = useState(() => landmarkOf(anchor.current));
  return (
    <Combobox.Root
      items={groups}
      filter={null}
      autoHighlight
      open={open}
      onOpenChange={onOpenChange}
      inputValue={query}
      onInputValueChange={onQueryChange}
      value={servers.find(({ name }) => name === value) ?? null}
      onValueChange={(entry: CatalogueEntry | null) => {
        chosen.current = entry !== null;
        if (entry) onChange(entry.name);
      }}
      itemToStringLabel={(entry: CatalogueEntry) => entry.name}
    >
      <Combobox.Portal {...(container && { container })}>
        <Combobox.Positioner anchor={anchor} sideOffset={4} align="start" className="z-50 outline-none">
          <Combobox.Popup
            aria-label="Choose a server"
            finalFocus={() => (chosen.current ? next() : null) ?? anchor.current}
            className="flex max-h-[min(26rem,var(--available-height))] w-(--anchor-width) min-w-[min(20rem,var(--available-width))] flex-col rounded-lg border border-border-strong bg-raised shadow-high"
          >
            <div className="flex items-center gap-2 border-border border-b px-3">
              <Search aria-hidden className="size-4 shrink-0 text-muted" />
              <Combobox.Input
                aria-label="Search servers"
                placeholder="Search by name, alias or category"
                className="h-10 min-w-0 flex-1 bg-transparent text-sm outline-none pointer-coarse:text-base"
              />
            </div>
            <Combobox.Empty className="px-3 text-muted text-sm not-empty:py-6">
              No results for “{query}”.
            </Combobox.Empty>
            <Combobox.List
              aria-label="Servers"
              className="min-h-0 flex-1 scroll-py-1 overflow-y-auto overscroll-contain p-1 empty:p-0"
            >
              {(group: Group) => (
                <Combobox.Group key={group.value} items={group.items}>
                  <Combobox.GroupLabel className="px-2 pt-2 pb-1 font-medium text-muted text-xs">
                    {group.value}
                  </Combobox.GroupLabel>
                  <Combobox.Collection>
                    {(entry: CatalogueEntry) => <ServerItem key={entry.name} entry={entry} />}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function ServerItem({ entry }: { entry: CatalogueEntry }) {
  return (
    <Combobox.Item
      value={entry}
      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 text-sm outline-none data-highlighted:bg-hover pointer-coarse:min-h-11"
    >
      <ServerMark name={entry.name} size="small" />
      <span className="min-w-0 flex-1 truncate">{entry.name}</span>
      <span className="truncate text-muted text-xs">
        <span className="hidden sm:inline">{entry.category} · </span>
        {SIGN_IN_WORDS[entry.auth]}
      </span>
      <span className="flex size-4 shrink-0">
        <Combobox.ItemIndicator>
          <Check aria-hidden className="size-4" />
        </Combobox.ItemIndicator>
      </span>
    </Combobox.Item>
  );
}

/** Recent choices first, then everything; while searching, what answers, best first. */
function groupServers(
  servers: readonly CatalogueEntry[],
  query: string,
  recent: readonly ServerName[],
): Group[] {
  if (query.trim() !== "") {
    const found = searchCatalogue(query, servers);
    return found.length > 0 ? [{ value: "Best match first", items: found }] : [];
  }
  const all = { value: "All servers", items: servers.filter(({ name }) => !recent.includes(name)) };
  const latest = recent.flatMap((name) => servers.find((entry) => entry.name === name) ?? []);
  return latest.length > 0 ? [{ value: "Recent", items: latest }, all] : [all];
}
