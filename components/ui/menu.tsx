"use client";

import type { LucideIcon } from "lucide-react";
import type { Route } from "next";
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { Button } from "./button";
import type { ButtonSize, ButtonVariant } from "./button-style";
import { landmarkOf } from "./landmark";

export type MenuItem =
  | "separator"
  | ({ label: string; icon?: LucideIcon; kind?: "danger"; disabled?: boolean } & (
      | { onSelect: () => void }
      | { href: Route }
    ));

type MenuProps = {
  /** What the button shows; with an icon only, `label` is its name. */
  children: ReactNode;
  label?: string;
  items: readonly MenuItem[];
  align?: "start" | "center" | "end";
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
};

const load = () => import("./menu-popup");
const MenuPopup = lazy(load);

/** A button that opens a menu of actions. The menu's own script comes when the pointer or the focus gets near. */
export function Menu({
  children,
  label,
  items,
  align = "end",
  variant = "ghost",
  size = "icon",
  className,
}: MenuProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [container, setContainer] = useState<HTMLElement | null>();

  const show = (next: boolean) => {
    setContainer(landmarkOf(trigger.current));
    setOpen(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    show(true);
  };

  return (
    <>
      <Button
        ref={trigger}
        variant={variant}
        size={size}
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => show(!open)}
        onKeyDown={onKeyDown}
        onPointerEnter={load}
        onFocus={load}
      >
        {children}
      </Button>
      {container !== undefined && (
        <Suspense>
          <MenuPopup
            trigger={trigger}
            container={container}
            open={open}
            onOpenChange={setOpen}
            items={items}
            align={align}
          />
        </Suspense>
      )}
    </>
  );
}
