"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useRouter } from "next/navigation";
import { ServerMark } from "@/components/servers/server-mark";
import { backdropStyle } from "@/components/ui/dialog-style";
import { ArrowRight, CornerDownLeft, Search } from "@/components/ui/icons";
import { Spinner } from "@/components/ui/spinner";
import type { Role } from "@/lib/contracts/member";
import type { Command, CommandGroup } from "./commands";
import { useCommands } from "./use-commands";
import { useDeeds } from "./use-deeds";

type CommandDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  query: string;
  onQueryChange: (query: string) => void;
  role: Role;
};

/** Everything that can be gone to, found by typing. Loaded when it is first asked for. */
export function CommandDialog({ open, onOpenChange, query, onQueryChange, role }: CommandDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropStyle} />
        <Dialog.Popup
          aria-label="Command palette"
          className="fixed top-[min(12vh,6rem)] left-1/2 z-50 flex max-h-[min(28rem,calc(100dvh-8rem))] w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-border bg-raised shadow-high outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          <Commands
            query={query}
            onQueryChange={onQueryChange}
            role={role}
            onClose={() => onOpenChange(false)}
          />
          <Dialog.Close className="sr-only">Close the command palette</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type CommandsProps = Pick<CommandDialogProps, "query" | "onQueryChange" | "role"> & { onClose: () => void };

function Commands({ onClose, query, onQueryChange, role }: CommandsProps) {
  const router = useRouter();
  const { groups, searching, error } = useCommands(query, role);
  const act = useDeeds();
  const none = groups.length === 0;

  const go = (command: Command) => {
    onClose();
    if ("href" in command) router.push(command.href);
    else act(command.does);
  };

  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      mode="none"
      autoHighlight="always"
      keepHighlight
      value={query}
      onValueChange={(value, { reason }) => reason !== "item-press" && onQueryChange(value)}
      itemToStringValue={({ label }: Command) => label}
      onItemHighlighted={(command: Command | undefined) => {
        if (command && "href" in command) router.prefetch(command.href);
      }}
    >
      <div className="flex shrink-0 items-center gap-2.5 border-border border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <Autocomplete.Input
          aria-label="Search pages, servers, instances and users"
          placeholder="Go to anything, or type: slack for ana, offboard ana, dark"
          className="h-12 min-w-0 flex-1 bg-transparent text-sm outline-none pointer-coarse:text-base"
        />
        {searching && <Spinner className="shrink-0 text-muted" />}
      </div>
      <p role="status" className="px-4 text-muted text-sm not-empty:pt-4">
        {none && searching && <span>Searching</span>}
        {none && !searching && !error && <span>{`No results for “${query.trim()}”.`}</span>}
        {error && <span>{`Instances and users could not be searched. ${error.message}`}</span>}
      </p>
      <Autocomplete.List className="h-96 min-h-0 scroll-py-2 overflow-y-auto overscroll-contain p-2 outline-none">
        {(group: CommandGroup) => (
          <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-2">
            <Autocomplete.GroupLabel className="px-2 pt-1 pb-1 font-medium text-muted text-xs">
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(command: Command) => (
                <CommandItem key={command.id} command={command} onSelect={() => go(command)} />
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function CommandItem({ command, onSelect }: { command: Command; onSelect: () => void }) {
  const { label, hint, server } = command;
  return (
    <Autocomplete.Item
      value={command}
      onClick={onSelect}
      className="group flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 text-sm outline-none select-none data-highlighted:bg-hover pointer-coarse:min-h-11"
    >
      {server ? (
        <ServerMark name={server} size="small" />
      ) : (
        <ArrowRight aria-hidden className="mx-0.5 size-4 shrink-0 text-muted" />
      )}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {hint && <span className="shrink-0 text-muted text-xs">{hint}</span>}
      <CornerDownLeft
        aria-hidden
        className="size-3.5 shrink-0 text-muted opacity-0 group-data-highlighted:opacity-100"
      />
    </Autocomplete.Item>
  );
}
