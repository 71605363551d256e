import { roundedNumberIn } from "@/lib/contracts/number";

export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value where it is its own: no name that a stranger chose reaches the prototype. */
export function ownAt(record: JsonRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

export function textAt(record: JsonRecord, key: string): string | null {
  const value = record[key];
  return typeof value === "string" ? value : null;
}

export function numberAt(record: JsonRecord, key: string): number | null {
  const value = record[key];
  return typeof value === "number" ? value : null;
}

export function listAt(record: JsonRecord, key: string): unknown[] {
  const value = record[key];
  return Array.isArray(value) ? value : [];
}

export function recordAt(record: JsonRecord, key: string): JsonRecord {
  const value = record[key];
  return isRecord(value) ? value : {};
}

/** Whether two JSON values are the same; the order of an object's keys says nothing. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameJson(item, other[index]));
  }
  if (isRecord(one) && isRecord(other)) {
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length &&
      keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]))
    );
  }
  return Object.is(one, other) || (one === 0 && other === 0);
}

/** The value of a JSON text, or the reason why there is none: a number that would become another one is refused. */
export function parseJson(text: string): { value: unknown } | { reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { reason: `This is not JSON: ${(error as Error).message}` };
  }
  const rounded = roundedNumberIn(text);
  return rounded === undefined ? { value } : { reason: tooPrecise(rounded) };
}

/** More of a number is not repeated. */
const TOLD = 40;

export function tooPrecise(digits: string): string {
  return `${digits.slice(0, TOLD)} has more digits than can be sent unchanged. Send it as text, if the tool takes one.`;
}

export function printJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
