import { useSyncExternalStore } from "react";

const never = () => () => {};

/** The reader's time zone by its IANA name; "UTC" for the server and the first paint, which do not know it. */
export function useTimeZone(): string {
  return useSyncExternalStore(never, browserTimeZone, () => "UTC");
}

function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
