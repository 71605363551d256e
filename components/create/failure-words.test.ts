import { expect, test } from "vitest";
import type { Problem } from "@/lib/contracts/problem";
import { EFFECTS, PROBLEM_CODES, problemType } from "@/lib/contracts/terms/problem";
import { failureSentences } from "./failure-words";

const problem = (given: Partial<Problem>): Problem => ({
  type: problemType("internal"),
  title: "",
  status: 500,
  detail: "It broke.",
  requestId: "",
  ...given,
});
/** As the adapter of the upstream writes them. */
const NOT =
  "Klavis Cloud (US) gets more requests than it allows. Nothing was created. Try again in 1 second.";
const PERHAPS =
  "Klavis Cloud (US) failed (500). The instance may have been created all the same. Trying again is safe: it returns the same instance.";

const once = (sentences: string[]) => {
  const each = sentences.join(" ").match(/[^.]+\./g) ?? [];
  const claims = sentences.join(" ").match(/(nothing|may have) (was|been) created/gi) ?? [];
  expect(new Set(each).size).toBe(each.length);
  expect(claims.length).toBeLessThanOrEqual(1);
};

test.each(
  PROBLEM_CODES.flatMap((code) =>
    EFFECTS.flatMap((effect) => [undefined, 0.4, 1, 30].map((retryAfter) => ({ code, effect, retryAfter }))),
  ),
)("nothing is said twice: $code, $effect, $retryAfter", ({ code, effect, retryAfter }) => {
  const told = effect === "maybe-changed" ? PERHAPS : NOT;
  const detail = code.startsWith("upstream-") ? told : "It broke.";
  const wait = retryAfter === undefined ? {} : { retryAfter };
  const sentences = failureSentences(problem({ type: problemType(code), effect, detail, ...wait }));
  once(sentences);
  expect(sentences.join(" ")).not.toMatch(/\b1 seconds|\b0\.|undefined/);
});

test("a wait that the server could not say is said", () => {
  const told = { effect: "maybe-changed" as const, detail: PERHAPS, retryAfter: 1 };
  expect(failureSentences(problem({ ...told, type: problemType("upstream-unavailable") }))).toEqual([
    PERHAPS,
    "Try again in 1 second.",
  ]);
});
