import type { Route } from "next";
import { useSyncExternalStore } from "react";
import { PATHS } from "@/lib/paths";

const KEY = "patchbay-list-address";

/** Remembers, for this tab, what the list was asked for. */
export function rememberList(search: string): void {
  try {
    sessionStorage.setItem(KEY, search);
  } catch {
    // The way back is to the whole list then.
  }
}

/** The list as it was left, with its search, filters and order: where every way back leads. */
export function listAddress(): Route {
  try {
    const search = sessionStorage.getItem(KEY) ?? "";
    return search.startsWith("?") ? `${PATHS.instances}${search as `?${string}`}` : PATHS.instances;
  } catch {
    return PATHS.instances;
  }
}

const never = () => () => {};

/** The same for a link. The server does not know it, so its page has the whole list until the script runs. */
export function useListAddress(): Route {
  return useSyncExternalStore(never, listAddress, () => PATHS.instances);
}
