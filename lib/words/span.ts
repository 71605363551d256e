import { numberWords } from "./count";

const UNITS = [
  ["days", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/** A span of milliseconds in two significant figures, in the unit that a person would use: "420 ms", "41 s", "5.2 min". */
export function spanWords(milliseconds: number): string {
  for (const [unit, size] of UNITS) {
    if (milliseconds >= size) return `${rounded(milliseconds / size)} ${unit}`;
  }
  return `${Math.round(milliseconds)} ms`;
}

function rounded(value: number): string {
  return numberWords(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
}
