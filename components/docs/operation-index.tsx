"use client";

import { useState } from "react";
import { Search } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";

export type IndexGroup = {
  title: string;
  id: string;
  entries: { id: string; method: string; path: string; summary: string }[];
};

/** The way to every operation, narrowed by any words of its name, its method or its path. */
export function OperationIndex({ groups }: { groups: readonly IndexGroup[] }) {
  const [query, setQuery] = useState("");
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = groups
    .map((group) => ({
      ...group,
      entries: group.entries.filter(({ method, path, summary }) => {
        const text = `${method} ${path} ${summary}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ entries }) => entries.length > 0);

  return (
    <nav aria-label="Operations">
      <search className="relative mb-3 block">
        <Search aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" />
        <Input
          type="search"
          aria-label="Search the operations"
          placeholder="Search the operations"
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="pl-8.5"
        />
      </search>
      <p role="status" className="text-muted text-sm">
        {found.length === 0 && "No operation has these words. Try fewer."}
      </p>
      {found.map(({ title, id, entries }) => (
        <div key={id} className="mb-4">
          <a href={`#${id}`} className="font-medium text-sm hover:underline">
            {title}
          </a>
          <ul className="mt-1">
            {entries.map((entry) => (
              <li key={entry.id}>
                <a
                  href={`#${entry.id}`}
                  className="block rounded-md px-2 py-1 text-muted text-sm hover:bg-hover hover:text-foreground pointer-coarse:py-2.5"
                >
                  {entry.summary}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
