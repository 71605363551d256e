"use client";

import { useSyncExternalStore } from "react";
import { destinationsFor } from "@/components/layout/navigation";
import { Dialog } from "@/components/ui/dialog";
import { Disclosure } from "@/components/ui/disclosure";
import { Kbd } from "@/components/ui/kbd";
import { PageLink } from "@/components/ui/page-link";
import { Switch } from "@/components/ui/switch";
import { useModifier } from "@/components/ui/use-modifier";
import type { Role } from "@/lib/contracts/member";
import { docsPath, PATHS } from "@/lib/paths";
import { GLOSSARY } from "./glossary";
import { areSingleKeysOn, onSingleKeysChange, setSingleKeys } from "./single-keys";

type ShortcutsDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; role: Role };
type Row = readonly [words: string, ...keys: string[]];

const LINKS = [
  { href: PATHS.docs, label: "Documentation" },
  { href: docsPath("troubleshooting"), label: "Troubleshooting by error" },
  { href: docsPath("keys"), label: "Keys and glossary" },
] as const;

/** Help: the keys of the console with the switch for those of a single key, its words, and ways to the documentation. */
export function ShortcutsDialog({ open, onOpenChange, role }: ShortcutsDialogProps) {
  const on = useSyncExternalStore(onSingleKeysChange, areSingleKeysOn);
  const modifier = useModifier();
  const everywhere: readonly Row[] = [
    ["Search or go to anything", modifier, "K"],
    ["Search on this page, or choose a server", "/"],
    ["Create, on the create page", modifier, "↵"],
    ["Next row, row before", "j", "k"],
    ["Choose the row", "x"],
    ["Open the row", "↵"],
    ["This help", "?"],
  ];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description="They do nothing while you type."
    >
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <Keys title="Everywhere" rows={everywhere} />
        <Keys
          title="Go to, one key after the other"
          rows={destinationsFor(role).flatMap(({ label, key }) => (key ? [[label, "g", key] as const] : []))}
        />
      </div>
      <Switch
        label="Single-key shortcuts"
        description={`Turn them off where speech or a stray key sets them off. ${modifier} K stays.`}
        checked={on}
        onChange={(event) => setSingleKeys(event.target.checked)}
        className="mt-5 border-border border-t pt-4"
      />
      <Disclosure summary="Glossary" className="mt-3">
        <dl className="space-y-1.5 text-sm">
          {GLOSSARY.map(([word, meaning]) => (
            <div key={word}>
              <dt className="inline font-medium">{word}: </dt>
              <dd className="inline text-muted">{meaning}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {LINKS.map(({ href, label }) => (
          <li key={href}>
            <PageLink href={href} className="text-accent-text underline">
              {label}
            </PageLink>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

type KeysProps = { title: string; rows: readonly Row[] };

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
