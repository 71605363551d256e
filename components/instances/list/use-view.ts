"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type AddressChanges, type ListView, readView } from "./view";

/** The view that the page's address asks for. */
export function useView(): ListView {
  const params = useSearchParams();
  return useMemo(() => readView(Object.fromEntries(params)), [params]);
}

/**
 * Changes the address, and with it the view, without asking the server for the page. `replace` is for what nobody
 * wants to come back to, such as each letter of a search.
 */
export function changeView(changes: AddressChanges, how: "push" | "replace" = "push"): void {
  // The address itself, rather than what was rendered of it: two changes may follow each other within one frame.
  const params = new URLSearchParams(window.location.search);
  for (const [key, value] of Object.entries(changes)) {
    if (value) params.set(key, value);
    else params.delete(key);
  }
  const address = params.size > 0 ? `?${params}` : window.location.pathname;
  if (how === "push") window.history.pushState(null, "", address);
  else window.history.replaceState(null, "", address);
}
