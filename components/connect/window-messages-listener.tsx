"use client";

import { instanceKeys } from "@/lib/queries/instances";
import { useWindowMessages } from "./window-messages";

/** Hears of connect windows for every page of the console. */
export function WindowMessagesListener() {
  useWindowMessages(instanceKeys.connections());
  return null;
}
