"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { changeAddress, useAddress } from "@/components/ui/address";
import { keepLooks, keptLooks, onLooksChange } from "./kept-looks";
import { listParams } from "./search-params";
import { type ListView, type Looks, looksChanges, type ViewChanges, viewOf, withKeptLooks } from "./view";

export type ChangeLooks = (changes: Partial<Looks>, how?: "push" | "replace") => void;

/** The view that the page's address asks for, and what changes its looks, which are kept for the member's next visit. */
export function useView(memberId: string): { view: ListView; changeLooks: ChangeLooks } {
  const asked = useAddress(listParams);
  const kept = useSyncExternalStore(
    onLooksChange,
    () => keptLooks(memberId),
    () => "",
  );
  const view = useMemo(() => viewOf(withKeptLooks(asked, kept)), [asked, kept]);

  const changeLooks = useCallback<ChangeLooks>(
    (changes, how) => {
      const next = looksChanges({ ...view, ...changes });
      keepLooks(memberId, listParams.write("", next));
      changeView(next, how);
    },
    [view, memberId],
  );
  return { view, changeLooks };
}

/** Changes the address, and with it the view; `replace` is for what nobody wants to come back to. */
export function changeView(changes: ViewChanges, how?: "push" | "replace"): void {
  changeAddress(listParams, changes, how);
}
