"use client";

import type { KeyboardEvent, ReactNode } from "react";
import { Button } from "./button";
import type { ButtonSize, ButtonVariant } from "./button-style";
import { lazyCode } from "./lazy-code";
import { LazyOverlay, useOverlay } from "./lazy-overlay";
import type { MenuItem } from "./menu-popup";

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

const menuPopup = lazyCode(() => import("./menu-popup").then((module) => module.MenuPopup));

/** A button that opens a menu of actions. */
export function Menu({
  children,
  label,
  items,
  align = "end",
  variant = "ghost",
  size = "icon",
  className,
}: MenuProps) {
  const { trigger, overlay, show } = useOverlay(menuPopup, "menu");
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    show(true);
  };
  return (
    <>
      <Button
        {...trigger}
        variant={variant}
        size={size}
        className={className}
        aria-label={label}
        onKeyDown={onKeyDown}
      >
        {children}
      </Button>
      <LazyOverlay overlay={overlay}>
        {(MenuPopup, props) => <MenuPopup {...props} items={items} align={align} />}
      </LazyOverlay>
    </>
  );
}
