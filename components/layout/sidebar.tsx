"use client";

import { useRef } from "react";
import { RunningJobs } from "@/components/jobs/running-jobs";
import { PaletteButton } from "@/components/palette/palette-button";
import { ChevronsUpDown } from "@/components/ui/icons";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { AccountPanel, type Member } from "./account-panel";
import { HomeLink } from "./home-link";
import { NavLinks } from "./nav-links";

/** The wide screen's frame. The account's panel is a native popover: it opens before any script has come. */
export function Sidebar({ member }: { member: Member }) {
  const panel = useRef<HTMLDivElement>(null);
  return (
    <div className="sticky top-0 hidden h-dvh w-56 shrink-0 flex-col border-border border-r bg-surface lg:flex">
      <div className="flex h-14 items-center px-4">
        <HomeLink />
      </div>
      <div className="px-2.5 pb-2">
        <PaletteButton wide />
      </div>
      <div className="flex-1 overflow-y-auto px-2.5 py-1">
        <NavLinks role={member.role} />
      </div>
      <RunningJobs />
      <div className="border-border border-t p-2">
        <button
          type="button"
          popoverTarget="account-panel"
          className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left transition-colors duration-100 hover:bg-hover"
        >
          <span
            aria-hidden
            className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft font-medium text-accent-text text-xs"
          >
            {initials(member.name)}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium text-sm leading-5">{member.name}</span>
            <span className="block truncate text-muted text-xs leading-4">{member.email}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
          <VisuallyHidden>Account and theme</VisuallyHidden>
        </button>
        <div
          ref={panel}
          id="account-panel"
          popover="auto"
          className="fixed inset-auto bottom-16 left-2 m-0 w-72 rounded-lg border border-border bg-raised p-1 text-foreground shadow-high"
        >
          <AccountPanel member={member} onNavigate={() => panel.current?.hidePopover()} />
        </div>
      </div>
    </div>
  );
}

/** The first letters of the first and the last word. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toUpperCase();
}
