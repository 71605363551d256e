import { useSyncExternalStore } from "react";

const never = () => () => {};

/** The key that shortcuts are pressed with, as the reader's keyboard names it. The server, which does not know, says Ctrl. */
export function useModifier(): "⌘" | "Ctrl" {
  return useSyncExternalStore(
    never,
    () => (/mac|iphone|ipad/i.test(navigator.platform) ? "⌘" : "Ctrl"),
    () => "Ctrl",
  );
}
