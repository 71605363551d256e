"use client";

import { useSyncExternalStore } from "react";
import { absoluteWords, localWords } from "@/lib/words/time";

const never = () => () => {};

/** A moment in the reader's own time, with its zone. The server, which does not know that, writes it in UTC. */
export function LocalTime({ dateTime, className }: { dateTime: string; className?: string }) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const date = new Date(dateTime);
  return (
    <time dateTime={dateTime} title={absoluteWords(date)} className={className}>
      {inBrowser ? localWords(date) : absoluteWords(date)}
    </time>
  );
}
