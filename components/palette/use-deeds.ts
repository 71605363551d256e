import { useTheme } from "next-themes";
import { useSignOut } from "@/components/layout/use-sign-out";
import type { Deed } from "./commands";
import { openPanel } from "./panels";

/** Does what the palette offers beside ways to go. */
export function useDeeds(): (does: Deed) => void {
  const { setTheme } = useTheme();
  const { leave } = useSignOut();
  return (does) => {
    switch (does) {
      case "theme-light":
        return setTheme("light");
      case "theme-dark":
        return setTheme("dark");
      case "theme-system":
        return setTheme("system");
      case "shortcuts":
        return openPanel("shortcuts");
      case "sign-out":
        return void leave();
    }
  };
}
