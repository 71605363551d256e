import { countWords } from "./count";

/** Longer waits than this many seconds are told in minutes. */
const IN_SECONDS = 90;

/** "1 second", "42 seconds", "15 minutes": a wait in seconds, rounded up so that waiting that long is enough. */
export function waitWords(seconds: number): string {
  return seconds < IN_SECONDS
    ? countWords(Math.max(1, Math.ceil(seconds)), "second")
    : countWords(Math.ceil(seconds / 60), "minute");
}
