import { describe, expect, it } from "vitest";
import { addressOf, makeSecret, stepOf } from "./totp";

/** The test vectors of RFC 6238, appendix B, for SHA-1: their last six digits, since ours have no more. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const VECTORS: [number, string][] = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
];

describe("a code", () => {
  it.each(VECTORS)("of second %i is %s, with the number of its step", (second, code) => {
    expect(stepOf(SECRET, code, second * 1000)).toBe(Math.floor(second / 30));
  });

  it.each([
    [-31, undefined],
    [-30, 37037036],
    [30, 37037036],
    [61, undefined],
  ])("is looked at %i seconds after its step began, and so is %s", (seconds, step) => {
    const begin = 37037036 * 30;
    expect(stepOf(SECRET, "081804", (begin + seconds) * 1000)).toBe(step);
  });

  it.each(["", "0", "08180", "0818044", "abcdef", "081804 ", "٠٨١٨٠٤", "-81804", "8.18e4"])(
    "%j is none",
    (code) => {
      expect(stepOf(SECRET, code, 1_111_111_109_000)).toBeUndefined();
    },
  );
});

it("a secret has 160 bits, and its address says whose it is and where", () => {
  const secret = makeSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(makeSecret()).not.toBe(secret);
  const address = new URL(
    addressOf(secret, { issuer: "Patchbay (a.example:3000)", label: "ana+1@example.com" }),
  );
  expect(address.protocol).toBe("otpauth:");
  expect(decodeURIComponent(address.pathname)).toBe("/Patchbay (a.example:3000):ana+1@example.com".slice(0));
  expect(address.searchParams.get("secret")).toBe(secret);
});
