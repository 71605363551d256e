import { expect, test } from "vitest";
import { fold } from "./fold";

test.each([
  ["José Müller", "jose muller"],
  ["Jose\u0301 Mu\u0308ller", "jose muller"],
  ["rené.crêpe", "rene.crepe"],
  ["ＪＯＳＥ", "jose"],
  ["  a \u00a0\u3000 b\t", "a b"],
  ["a\u200bb\u202e\u00ad", "ab"],
  ["می‌خواهم", "میخواهم"],
  ["Ελλάδα", "ελλαδα"],
  ["Йод", "иод"],
  ["ガ", "ガ".normalize("NFKD")],
  ["की", "की"],
])("%j is found as %j", (text, folded) => {
  expect(fold(text)).toBe(folded);
  expect(fold(folded)).toBe(folded);
});
