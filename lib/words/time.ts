import { LOCALE } from "./locale";

const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, milliseconds: number][] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
const absolute = new Intl.DateTimeFormat(LOCALE, {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});
const day = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", timeZone: "UTC" });

/** For what is no date: one record's fault, which must not take a page with it. */
const UNKNOWN = "at an unknown time";

/** "12 minutes ago", "yesterday", and to the nearest for what is to come: "in 7 days". "Just now" for less than a minute either way, since clocks differ by seconds. */
export function relativeWords(date: Date, now: number): string {
  const distance = date.getTime() - now;
  if (Number.isNaN(distance)) return UNKNOWN;
  for (const [unit, milliseconds] of UNITS) {
    if (Math.abs(distance) < milliseconds) continue;
    const whole = distance > 0 ? Math.round : Math.trunc;
    return relative.format(whole(distance / milliseconds), unit);
  }
  return "just now";
}

/** "12 Mar 2026, 14:05 UTC": the same wherever it is written. */
export function absoluteWords(date: Date): string {
  return Number.isNaN(date.getTime()) ? UNKNOWN : `${absolute.format(date)} UTC`;
}

/**
 * "12 Mar 2026, 15:05 CET", in the zone of whoever reads it. Use it in the browser: the server's zone is nobody's.
 * @param timeZone of the reader, where it is another than the program's
 * @param locale in which it is written, where that is another than the console's
 */
export function localWords(date: Date, timeZone?: string, locale: string = LOCALE): string {
  const parts = {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  } as const;
  return new Intl.DateTimeFormat(locale, { ...parts, timeZoneName: "short", timeZone }).format(date);
}

/** "12 Mar", from an ISO 8601 date. */
export function dayWords(iso: string): string {
  return day.format(new Date(iso));
}

/** "14:00", in a zone by its IANA name; not at the full hour where the zone is half an hour off. */
export function hourWords(iso: string, timeZone: string): string {
  const parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  return new Intl.DateTimeFormat(LOCALE, parts).format(new Date(iso));
}

/** "GMT+5:30": how a zone is written at a moment, in milliseconds since 1970. */
export function zoneWords(timeZone: string, at: number): string {
  const format = new Intl.DateTimeFormat(LOCALE, { timeZone, timeZoneName: "short" });
  return format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}
