"use client";

import { Menu } from "@base-ui/react/menu";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { cx } from "./class-names";
import type { IconComponent } from "./icons";
import { landmarkOf } from "./landmark";
import type { OverlayProps } from "./lazy-overlay";

export type MenuItem =
  | "separator"
  | ({ label: string; icon?: IconComponent; kind?: "danger"; disabled?: boolean } & (
      | { onSelect: () => void }
      | { href: Route }
    ));

type MenuPopupProps = OverlayProps & { items: readonly MenuItem[]; align: "start" | "center" | "end" };

/** What a menu's button opens. */
export function MenuPopup({ anchor, open, onOpenChange, items, align }: MenuPopupProps) {
  const [container] = useState(() => landmarkOf(anchor.current));
  return (
    <Menu.Root open={open} onOpenChange={onOpenChange}>
      <Menu.Portal {...(container && { container })}>
        <Menu.Positioner anchor={anchor} align={align} sideOffset={4} className="z-50">
          <Menu.Popup
            finalFocus={() => !focusMovedOn() && anchor.current}
            className={cx(
              "min-w-44 rounded-lg border border-border bg-raised p-1 shadow-high outline-none transition-opacity",
              "duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0",
            )}
          >
            {items.map((item, index) => (
              <Entry key={item === "separator" ? `separator-${index}` : item.label} item={item} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** What an item opened, such as a dialog, may have the focus by the time that the menu is gone. */
function focusMovedOn(): boolean {
  const focused = document.activeElement;
  return focused !== null && focused !== document.body && !focused.closest("[role=menu]");
}

const ITEM =
  "flex h-8 items-center gap-2 rounded-sm px-2 text-sm select-none -outline-offset-2 " +
  "data-highlighted:bg-hover data-disabled:opacity-50 pointer-coarse:h-10 [&_svg]:size-4 [&_svg]:text-muted";

function Entry({ item }: { item: MenuItem }) {
  if (item === "separator") return <Menu.Separator className="-mx-1 my-1 h-px bg-border" />;
  const { label, icon: Icon, kind, disabled } = item;
  const className = cx(ITEM, kind === "danger" && "text-negative [&_svg]:text-negative");
  const content = (
    <>
      {Icon && <Icon aria-hidden />}
      {label}
    </>
  );
  if ("href" in item) {
    return (
      <Menu.LinkItem className={className} closeOnClick render={<Link href={item.href} />}>
        {content}
      </Menu.LinkItem>
    );
  }
  return (
    <Menu.Item className={className} disabled={disabled} onClick={item.onSelect}>
      {content}
    </Menu.Item>
  );
}
