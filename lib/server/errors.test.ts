import { expect, test, vi } from "vitest";
import { PROBLEM_CODES } from "@/lib/contracts/terms/problem";
import { PatchbayError, PROBLEM_KINDS } from "./errors";

test.each(PROBLEM_CODES)("%s has a status of a failure and a title", (code) => {
  expect(PROBLEM_KINDS[code].status).toBeGreaterThanOrEqual(400);
  expect(PROBLEM_KINDS[code].status).toBeLessThan(600);
  expect(PROBLEM_KINDS[code].title).not.toBe("");
});

test("the upstream's refusal of the key never looks like the operator's session having ended", () => {
  expect(PROBLEM_KINDS["upstream-unauthorized"].status).toBe(502);
  const asksToSignIn = PROBLEM_CODES.filter((code) => PROBLEM_KINDS[code].status === 401);
  expect(asksToSignIn).toEqual(["unauthenticated"]);
});

test("an error carries what its answer needs, and no cause where there is none", () => {
  const cause = new Error("socket hang up");
  const error = new PatchbayError("upstream-unavailable", "It broke.", {
    retryAfter: 3,
    effect: "maybe-changed",
    cause,
  });
  expect(error).toMatchObject({
    code: "upstream-unavailable",
    message: "It broke.",
    retryAfter: 3,
    effect: "maybe-changed",
    cause,
  });
  expect(new PatchbayError("invalid", "No.")).not.toHaveProperty("cause");
});

test("an error is known by every copy of the class that the bundler makes", async () => {
  vi.resetModules();
  const copy = await import("./errors");
  expect(copy.PatchbayError).not.toBe(PatchbayError);
  expect(new copy.PatchbayError("conflict", "Changed.")).toBeInstanceOf(PatchbayError);
  expect(new PatchbayError("conflict", "Changed.")).toBeInstanceOf(copy.PatchbayError);
  for (const other of [new Error("Changed."), { name: "PatchbayError" }, null, "PatchbayError"])
    expect(other instanceof PatchbayError, String(other)).toBe(false);
});
