"use client";

import { buttonStyle } from "@/components/ui/button-style";
import { Search } from "@/components/ui/icons";
import { Kbd } from "@/components/ui/kbd";
import { reachFor } from "@/components/ui/lazy-code";
import { useModifier } from "@/components/ui/use-modifier";
import { commandDialog } from "./load";
import { openPanel } from "./panels";

/** Opens the command palette; `wide` has words, and the keys that do the same. */
export function PaletteButton({ wide = false }: { wide?: boolean }) {
  const modifier = useModifier();
  const events = {
    onClick: () => openPanel("commands"),
    onPointerEnter: () => reachFor(commandDialog),
    onFocus: () => reachFor(commandDialog),
  };
  if (!wide)
    return (
      <button
        type="button"
        aria-label="Search or go to"
        aria-haspopup="dialog"
        className={buttonStyle("ghost", "icon")}
        {...events}
      >
        <Search aria-hidden />
      </button>
    );
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      className="flex h-8 w-full items-center gap-2 rounded-md border border-border bg-inset px-2 text-left text-muted text-sm transition-colors duration-100 hover:border-border-strong hover:text-foreground pointer-coarse:h-11"
      {...events}
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="flex-1">Search or go to</span>
      <Kbd aria-hidden>{modifier} K</Kbd>
    </button>
  );
}
