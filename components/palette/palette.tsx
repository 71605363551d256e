"use client";

import { useCallback, useEffect, useState } from "react";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { Role } from "@/lib/contracts/member";
import { commandDialog, shortcutsDialog } from "./load";
import { type Panel, receivePanels } from "./panels";
import { useShortcuts } from "./use-shortcuts";

/** What answers to keys wherever one is: the command palette and the list of shortcuts, loaded for their first use. */
export function Palette({ role }: { role: Role }) {
  const commands = useOverlay(commandDialog);
  const shortcuts = useOverlay(shortcutsDialog);
  const { open: searching, show: showCommands } = commands;
  const { show: showShortcuts } = shortcuts;
  const [query, setQuery] = useState("");

  const open = useCallback(
    (panel: Panel) => {
      setQuery("");
      showCommands(panel === "commands");
      showShortcuts(panel === "shortcuts");
    },
    [showCommands, showShortcuts],
  );

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
        if (searching) showCommands(false);
        else if (!inDialog) open("commands");
      } else if (searching && !inDialog && isPrintable(event)) {
        // What is typed before the palette has come is kept for it.
        event.preventDefault();
        setQuery((typed) => typed + event.key);
      }
    };
    // Before the page's own keys, which are none of them while the palette is on its way.
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [searching, showCommands, open]);

  return (
    <>
      <LazyOverlay overlay={commands.overlay}>
        {(CommandDialog, props) => (
          <CommandDialog {...props} query={query} onQueryChange={setQuery} role={role} />
        )}
      </LazyOverlay>
      <LazyOverlay overlay={shortcuts.overlay}>
        {(ShortcutsDialog, props) => <ShortcutsDialog {...props} role={role} />}
      </LazyOverlay>
    </>
  );
}

function isPrintable({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}
