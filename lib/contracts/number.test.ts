import { describe, expect, it } from "vitest";
import { isKept, replaceNumbers, roundedNumberIn } from "./number";

const KEPT = [
  "0",
  "-0",
  "1",
  "-1.5",
  "0.1",
  "1.10",
  "1e3",
  "1E+3",
  "100",
  "9007199254740992",
  "1e308",
  "5e-324",
  "0.0",
  "0e999",
];
const ROUNDED = [
  "9007199254740993",
  "-9007199254740993",
  "1234567890123456789",
  "12345678901234567890123",
  "0.12345678901234567890",
  "1e400",
  "-1e400",
  "1e-400",
  "9007199254740993.0",
  "0.30000000000000001",
];

it.each(KEPT)("%s stays what it is", (digits) => {
  expect(isKept(digits)).toBe(true);
  expect(roundedNumberIn(`{"a":[${digits}]}`)).toBeUndefined();
});

it.each(ROUNDED)("%s would become another number, wherever it stands", (digits) => {
  expect(isKept(digits)).toBe(false);
  for (const json of [digits, `[1,${digits}]`, `{"a":{"b":${digits}}}`, ` ${digits} `, `{"\\"":${digits}}`])
    expect(roundedNumberIn(json)).toBe(digits);
});

it("one more than a power of ten is kept as long as there are digits for it", () => {
  for (let power = 1; power < 400; power += 1) {
    expect(isKept(String(10n ** BigInt(power))), `1e${power}`).toBe(power <= 308);
    expect(isKept(String(10n ** BigInt(power) + 1n)), `1e${power} and 1`).toBe(power <= 15);
  }
});

describe("a number in a text is none", () => {
  it.each([
    '"9007199254740993"',
    '{"9007199254740993":1}',
    '"\\"9007199254740993"',
    '["\\\\",1]',
    '"\\\\\\"1e400"',
  ])("%s", (json) => {
    JSON.parse(json);
    expect(roundedNumberIn(json)).toBeUndefined();
  });

  it("of a megabyte, too, open or closed", () => {
    const long = '\\"9007199254740993'.repeat(60_000);
    expect(roundedNumberIn(`"${long}"`)).toBeUndefined();
    expect(roundedNumberIn(`"${long}`)).not.toBe("");
  });
});

it("puts something in the place of those that are to be replaced, and touches nothing else", () => {
  const json = '{"id":9007199254740993,"n":1.10,"text":"9007199254740993","list":[1e400,2]}';
  expect(JSON.parse(replaceNumbers(json, (digits) => (isKept(digits) ? undefined : `"${digits}"`)))).toEqual({
    id: "9007199254740993",
    n: 1.1,
    text: "9007199254740993",
    list: ["1e400", 2],
  });
});
