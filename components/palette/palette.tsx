"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useState } from "react";
import type { Role } from "@/lib/contracts/member";
import { loadCommands, loadShortcuts } from "./load";
import { type Panel, receivePanels } from "./panels";
import { useShortcuts } from "./use-shortcuts";

const CommandDialog = dynamic(() => loadCommands().then((module) => module.CommandDialog), { ssr: false });
const ShortcutsDialog = dynamic(() => loadShortcuts().then((module) => module.ShortcutsDialog), {
  ssr: false,
});

/** What answers to keys wherever one is: the command palette and the list of shortcuts, loaded for their first use. */
export function Palette({ role }: { role: Role }) {
  const [panel, setPanel] = useState<Panel | null>(null);
  const [wanted, setWanted] = useState<ReadonlySet<Panel>>(new Set());
  const [query, setQuery] = useState("");

  const open = useCallback((next: Panel) => {
    setQuery("");
    setWanted((known) => new Set(known).add(next));
    setPanel(next);
  }, []);
  const close = () => setPanel(null);

  useShortcuts(role, open);
  useEffect(() => receivePanels(open), [open]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const inDialog =
        event.target instanceof Element && event.target.closest("[role=dialog], [role=alertdialog]");
      if (
        event.key.toLowerCase() === "k" &&
        (event.ctrlKey || event.metaKey) &&
        !event.altKey &&
        !event.shiftKey
      ) {
        event.preventDefault();
        if (panel === "commands") setPanel(null);
        else if (!inDialog) open("commands");
      } else if (panel === "commands" && !inDialog && isPrintable(event)) {
        // What is typed before the palette has come is kept for it.
        event.preventDefault();
        setQuery((typed) => typed + event.key);
      }
    };
    // Before the page's own keys, which are none of them while the palette is on its way.
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [panel, open]);

  return (
    <>
      {wanted.has("commands") && (
        <CommandDialog
          open={panel === "commands"}
          onClose={close}
          query={query}
          onQueryChange={setQuery}
          role={role}
        />
      )}
      {wanted.has("shortcuts") && (
        <ShortcutsDialog open={panel === "shortcuts"} onClose={close} role={role} />
      )}
    </>
  );
}

function isPrintable({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}
