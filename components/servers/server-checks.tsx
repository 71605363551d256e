"use client";

import { type ClipboardEvent, useId, useState } from "react";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { searchCatalogue } from "@/lib/catalogue/search";
import type { CatalogueEntry } from "@/lib/catalogue/servers";
import { foldServerName } from "@/lib/contracts/klavis/server-name";
import type { ServerName } from "@/lib/contracts/server-name";
import { numberWords } from "@/lib/words/count";
import { listWords } from "@/lib/words/list";
import { ServerMark } from "./server-mark";

type ServerChecksProps = {
  /** What there is to choose. */
  servers: readonly CatalogueEntry[];
  chosen: readonly ServerName[];
  onChange: (chosen: ServerName[]) => void;
  error: string | undefined;
};

/** The choice of several servers: checked one by one, or pasted as a list of names. */
export function ServerChecks({ servers, chosen, onChange, error }: ServerChecksProps) {
  const id = useId();
  const [query, setQuery] = useState("");
  const [unknown, setUnknown] = useState<string[]>([]);
  const found = searchCatalogue(query, servers);

  const toggle = (name: ServerName, on: boolean) =>
    onChange(on ? [...chosen, name] : chosen.filter((other) => other !== name));

  const paste = (event: ClipboardEvent) => {
    const names = splitNames(event.clipboardData.getData("text"));
    if (names.length < 2) return;
    event.preventDefault();
    const known = names.flatMap((name) => resolveTyped(servers, name) ?? []);
    setUnknown(names.filter((name) => !resolveTyped(servers, name)));
    setQuery("");
    onChange([...new Set([...chosen, ...known])]);
  };

  return (
    <fieldset className="flex min-w-0 flex-col" aria-describedby={`${id}-error`}>
      <legend className="mb-1.5 font-medium text-sm">
        Servers
        {chosen.length > 0 && (
          <span className="font-normal text-muted">, {numberWords(chosen.length)} chosen</span>
        )}
      </legend>
      <Input
        type="search"
        aria-label="Search servers"
        placeholder="Search, or paste a list of names"
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={({ target }) => setQuery(target.value)}
        onPaste={paste}
      />
      <ul
        aria-label="Servers"
        className="mt-1.5 grid max-h-56 grid-cols-1 overflow-y-auto rounded-md border border-border p-1 sm:grid-cols-2 lg:grid-cols-1"
      >
        {found.map(({ name }) => (
          <li key={name}>
            <label className="flex min-h-8 items-center gap-2 rounded-md px-2 text-sm hover:bg-hover pointer-coarse:min-h-11">
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-accent"
                checked={chosen.includes(name)}
                onChange={({ target }) => toggle(name, target.checked)}
              />
              <ServerMark name={name} size="small" />
              <span className="min-w-0 truncate">{name}</span>
            </label>
          </li>
        ))}
        {found.length === 0 && <li className="px-2 py-1.5 text-muted text-sm">No results for “{query}”.</li>}
      </ul>
      {unknown.length > 0 && (
        <p role="status" className="wrap-anywhere pt-1 text-caution text-xs">
          No server is called {listWords(unknown)}.
        </p>
      )}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}

/** What a name stands for, in any of its spellings or by an alias. */
function resolveTyped(servers: readonly CatalogueEntry[], typed: string): ServerName | undefined {
  const wanted = foldServerName(typed);
  const named = servers.find(({ name }) => foldServerName(name) === wanted);
  return (named ?? servers.find(({ aliases }) => aliases?.map(foldServerName).includes(wanted)))?.name;
}

function splitNames(text: string): string[] {
  const names = text.split(/[\n\r\t,;]+/).map((name) => name.trim());
  return names.filter((name) => name !== "");
}
