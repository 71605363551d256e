"use client";

import { useRef } from "react";
import { PaletteButton } from "@/components/palette/palette-button";
import { buttonStyle } from "@/components/ui/button-style";
import { Menu } from "@/components/ui/icons";
import { AccountPanel, type Member } from "./account-panel";
import { HomeLink } from "./home-link";
import { NavLinks } from "./nav-links";

/** The narrow screen's frame: everything that the sidebar holds is behind one button. */
export function TopBar({ member }: { member: Member }) {
  const panel = useRef<HTMLDivElement>(null);
  const close = () => panel.current?.hidePopover();
  return (
    <div className="sticky top-0 z-30 flex h-14 items-center justify-between border-border border-b bg-surface px-4 lg:hidden">
      <HomeLink />
      <div className="flex gap-1">
        <PaletteButton />
        <button
          type="button"
          popoverTarget="menu-panel"
          aria-label="Menu"
          className={buttonStyle("ghost", "icon")}
        >
          <Menu aria-hidden />
        </button>
      </div>
      <div
        ref={panel}
        id="menu-panel"
        popover="auto"
        className="fixed inset-x-2 top-15 bottom-auto m-0 max-h-[calc(100dvh-5rem)] w-auto overflow-y-auto rounded-lg border border-border bg-raised p-1 text-foreground shadow-high"
      >
        <NavLinks role={member.role} onNavigate={close} />
        <div className="mt-1 border-border border-t pt-1">
          <AccountPanel member={member} onNavigate={close} />
        </div>
      </div>
    </div>
  );
}
