"use client";

import { useMemo } from "react";
import { changeAddress, useAddress } from "@/components/ui/address";
import { listParams } from "./search-params";
import { type ListView, type ViewChanges, viewOf } from "./view";

/** The view that the page's address asks for. */
export function useView(): ListView {
  const asked = useAddress(listParams);
  return useMemo(() => viewOf(asked), [asked]);
}

/** Changes the address, and with it the view; `replace` is for what nobody wants to come back to. */
export function changeView(changes: ViewChanges, how?: "push" | "replace"): void {
  changeAddress(listParams, changes, how);
}
