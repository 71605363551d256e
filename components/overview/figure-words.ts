const number = new Intl.NumberFormat("en-GB");
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const share = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 1 });

/** "1,284" */
export function numberWords(value: number): string {
  return number.format(value);
}

/** "12 Mar", from an ISO 8601 date. */
export function dayWords(iso: string): string {
  return day.format(new Date(iso));
}

/** "14:00", in UTC. */
export function hourWords(iso: string): string {
  return `${new Date(iso).toISOString().slice(11, 13)}:00`;
}

/** "0.3%"; a part that is not nothing is never rounded to it. */
export function shareWords(part: number, whole: number): string {
  const ratio = whole === 0 ? 0 : part / whole;
  return ratio > 0 && ratio < 0.001 ? "under 0.1%" : share.format(ratio);
}

/** A time span in two significant figures, in the unit that a person would use: "420 ms", "41 s", "5.2 min". */
export function spanWords(milliseconds: number): string {
  const units = [
    ["days", 86_400_000],
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1000],
  ] as const;
  for (const [unit, size] of units) {
    if (milliseconds >= size) return `${rounded(milliseconds / size)} ${unit}`;
  }
  return `${Math.round(milliseconds)} ms`;
}

function rounded(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : number.format(Math.round(value));
}
