"use client";

import { useSyncExternalStore } from "react";
import { serverNow } from "@/lib/clock";
import { absoluteWords, localWords, relativeWords } from "@/lib/words/time";

/** In milliseconds. */
const TICK = 30_000;

const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;
let now = serverNow();

function tick() {
  now = serverNow();
  for (const listener of listeners) listener();
}

/** One clock for all the times on a page: the server's, since that wrote them. */
function subscribe(listener: () => void) {
  listeners.add(listener);
  ticking ??= setInterval(tick, TICK);
  now = serverNow();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** How long ago. The server, which does not know the reader's clock, writes the date; the browser says it in words. */
export function RelativeTime({ dateTime, className }: { dateTime: string; className?: string }) {
  const at = useSyncExternalStore(
    subscribe,
    () => now,
    () => null,
  );
  const date = new Date(dateTime);
  return (
    <time
      dateTime={dateTime}
      title={at === null ? absoluteWords(date) : localWords(date)}
      className={className}
      suppressHydrationWarning
    >
      {at === null ? absoluteWords(date) : relativeWords(date, at)}
    </time>
  );
}
