import { describe, expect, it } from "vitest";
import { PROBLEM_CODES, problemType } from "@/lib/contracts/terms/problem";
import { LANGUAGES } from "./languages";
import { visitorProblem } from "./problem";
import { visitorWords } from "./words";

describe.each(LANGUAGES)("in $name", ({ code: language }) => {
  const words = visitorWords(language);
  it.each(PROBLEM_CODES)("%s is said whole", (code) => {
    const text = visitorProblem({ type: problemType(code), status: 400 }, words);
    expect(text).not.toBe("");
    expect(text).not.toMatch(/[{}]/);
  });
});

it("says how long to wait, that nothing was sent, and something of what it does not know", () => {
  const words = visitorWords("de");
  const often = { type: problemType("rate-limited"), status: 429, retryAfter: 6.2 };
  expect(visitorProblem(often, words)).toBe("Das war zu oft. Versuchen Sie es in 7 Sekunden noch einmal.");
  const unsent = { type: problemType("internal"), status: 0, effect: "nothing-changed" } as const;
  expect(visitorProblem(unsent, words)).toBe(words.problemOffline);
  expect(visitorProblem({ type: "about:blank", status: 418 }, words)).toBe(words.problemOther);
});
