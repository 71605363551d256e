"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { SearchChanges, SearchParams, SearchValues, Shape } from "@/lib/search-params";

/** What the page's address says at present. */
export function useAddress<Of extends Shape>(declared: SearchParams<Of>): SearchValues<Of> {
  const params = useSearchParams();
  return useMemo(() => declared.read(params), [declared, params]);
}

/**
 * Changes the address, and with it what the page shows, without asking the server for the page. `replace` is for what
 * nobody wants to come back to, such as each letter of a search.
 */
export function changeAddress<Of extends Shape>(
  declared: SearchParams<Of>,
  changes: SearchChanges<Of>,
  how: "push" | "replace" = "push",
): void {
  // The address itself, rather than what was rendered of it: two changes may follow each other within one frame.
  const address = declared.write(window.location.search, changes) || window.location.pathname;
  if (how === "push") window.history.pushState(null, "", address);
  else window.history.replaceState(null, "", address);
}
