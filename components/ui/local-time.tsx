"use client";

import { useSyncExternalStore } from "react";
import { absoluteWords, localWords } from "@/lib/words/time";

const never = () => () => {};

type LocalTimeProps = {
  dateTime: string;
  /** Of the reader, where it is another than the console's. */
  locale?: string;
  className?: string;
};

/** A moment in the reader's own time, with its zone. The server, which does not know that, writes it in UTC. */
export function LocalTime({ dateTime, locale, className }: LocalTimeProps) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const date = new Date(dateTime);
  return (
    <time dateTime={dateTime} title={absoluteWords(date)} className={className}>
      {inBrowser ? localWords(date, undefined, locale) : absoluteWords(date)}
    </time>
  );
}
