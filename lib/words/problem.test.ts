import { expect, test } from "vitest";
import type { ProblemCode } from "@/lib/contracts/problem";
import { EFFECTS, PROBLEM_CODES, problemType } from "@/lib/contracts/terms/problem";
import { problemSentences } from "./problem";

const problem = (code: ProblemCode, status = 500) => ({
  type: problemType(code),
  status,
  detail: "It broke.",
});
const EFFECT = { none: "Nothing was made.", perhaps: "It may have been made." };

test.each(PROBLEM_CODES.flatMap((code) => [undefined, ...EFFECTS].map((effect) => ({ code, effect }))))(
  "no sentence stands twice: $code, $effect",
  ({ code, effect }) => {
    const given = { ...problem(code), ...(effect && { effect }) };
    for (const sentences of [problemSentences(given), problemSentences(given, EFFECT)]) {
      expect(sentences[0]).toBe("It broke.");
      expect(new Set(sentences).size).toBe(sentences.length);
    }
  },
);

test("the effect is said where the detail does not say it", () => {
  expect(problemSentences({ ...problem("internal"), effect: "maybe-changed" })).toEqual([
    "It broke.",
    "It may have been done all the same.",
  ]);
  expect(problemSentences({ ...problem("forbidden"), effect: "nothing-changed" }, EFFECT)).toEqual([
    "It broke.",
    EFFECT.none,
  ]);
  expect(problemSentences({ ...problem("internal", 0), effect: "maybe-changed" }, EFFECT)).toEqual([
    "It broke.",
    EFFECT.perhaps,
  ]);
});

test.each([
  { ...problem("upstream-timeout"), effect: "maybe-changed" as const },
  { ...problem("upstream-unauthorized"), effect: "nothing-changed" as const },
  { ...problem("internal"), effect: "changed" as const },
  { ...problem("internal", 0), effect: "nothing-changed" as const },
  problem("not-found"),
])("and left out where it does: $type", (given) => {
  expect(problemSentences(given, EFFECT)).toEqual(["It broke."]);
});
