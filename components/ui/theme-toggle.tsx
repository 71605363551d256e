"use client";

import { useTheme } from "next-themes";
import { useId, useSyncExternalStore } from "react";
import { Monitor, Moon, Sun } from "./icons";
import { Segmented } from "./segmented";

const THEMES = [
  {
    value: "light",
    label: (
      <>
        <Sun aria-hidden /> Light
      </>
    ),
  },
  {
    value: "dark",
    label: (
      <>
        <Moon aria-hidden /> Dark
      </>
    ),
  },
  {
    value: "system",
    label: (
      <>
        <Monitor aria-hidden /> System
      </>
    ),
  },
] as const;

type Theme = (typeof THEMES)[number]["value"];

const never = () => () => {};

export function ThemeToggle({ className }: { className?: string }) {
  const { theme, setTheme } = useTheme();
  const name = useId();
  // The choice is in the browser's storage, which the server cannot see: nothing is marked until it is known.
  const known = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <Segmented<Theme>
      className={className}
      legend="Theme"
      legendHidden
      name={name}
      options={THEMES}
      value={known ? THEMES.find(({ value }) => value === theme)?.value : undefined}
      onValueChange={setTheme}
    />
  );
}
