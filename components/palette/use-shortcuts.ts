import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { destinationsFor } from "@/components/layout/navigation";
import type { Role } from "@/lib/contracts/member";
import type { Panel } from "./panels";
import { chooseRow, moveRow } from "./row-keys";
import { isShortcut } from "./single-keys";

/** How long after `g` the second key is waited for, in milliseconds. */
const SECOND_KEY = 1500;

/**
 * The console's keys: `g` and a letter goes to a page, `/` searches, `j`, `k` and `x` move among rows and choose one, `?`
 * helps. They listen on the window, after the page's own, which thereby go first.
 */
export function useShortcuts(role: Role, open: (panel: Panel) => void): void {
  const router = useRouter();

  useEffect(() => {
    let goingUntil = 0;

    const onKeyDown = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return;
      const going = event.timeStamp < goingUntil;
      goingUntil = 0;
      const destination = going && destinationsFor(role).find(({ key }) => key === event.key);
      if (destination) {
        event.preventDefault();
        router.push(destination.href);
      } else if (event.key === "g") {
        goingUntil = event.timeStamp + SECOND_KEY;
      } else if (event.key === "j" || event.key === "k") {
        if (moveRow(event.key === "j" ? 1 : -1)) event.preventDefault();
      } else if (event.key === "x") {
        if (chooseRow()) event.preventDefault();
      } else if (event.key === "?") {
        event.preventDefault();
        open("shortcuts");
      } else if (event.key === "/") {
        event.preventDefault();
        const search = document.querySelector<HTMLInputElement>("main input[type=search]");
        if (search) search.select();
        else open("commands");
      }
    };

    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [role, router, open]);
}
