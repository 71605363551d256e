"use client";

import { useSyncExternalStore } from "react";
import { destinationsFor } from "@/components/layout/navigation";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import type { Role } from "@/lib/contracts/member";
import { areSingleKeysOn, onSingleKeysChange, setSingleKeys } from "./single-keys";

type ShortcutsDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; role: Role };

const EVERYWHERE: readonly (readonly [words: string, ...keys: string[]])[] = [
  ["Search or go to anything", "Ctrl", "K"],
  ["Search on this page, or choose a server", "/"],
  ["Create, on the create page", "Ctrl", "↵"],
  ["This list", "?"],
];

/** The keys of the console, and the switch for those of a single key. */
export function ShortcutsDialog({ open, onOpenChange, role }: ShortcutsDialogProps) {
  const on = useSyncExternalStore(onSingleKeysChange, areSingleKeysOn);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description="They do nothing while you type. On a Mac, Ctrl is also ⌘."
    >
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <Keys title="Everywhere" rows={EVERYWHERE} />
        <Keys
          title="Go to, one key after the other"
          rows={destinationsFor(role).flatMap(({ label, key }) => (key ? [[label, "g", key] as const] : []))}
        />
      </div>
      <Switch
        label="Single-key shortcuts"
        description="Turn them off where speech or a stray key sets them off. Ctrl K stays."
        checked={on}
        onChange={(event) => setSingleKeys(event.target.checked)}
        className="mt-5 border-border border-t pt-4"
      />
    </Dialog>
  );
}

type KeysProps = { title: string; rows: readonly (readonly [words: string, ...keys: string[]])[] };

function Keys({ title, rows }: KeysProps) {
  return (
    <section>
      <h3 className="mb-2 font-medium text-muted text-xs">{title}</h3>
      <dl className="space-y-1.5 text-sm">
        {rows.map(([words, ...keys]) => (
          <div key={words} className="flex items-center justify-between gap-3">
            <dt>{words}</dt>
            <dd className="flex shrink-0 gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
