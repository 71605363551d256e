import { expect, test } from "vitest";
import { problemSchema } from "./problem";
import { PROBLEM_CODES, problemCode, problemType } from "./terms/problem";

test.each([
  "",
  "internal",
  "about:blank",
  "urn:patchbay:problem:",
  "urn:patchbay:problem:unheard-of",
  "urn:other:problem:invalid",
])("the type %j is none of this console's, and counts as internal", (type) =>
  expect(problemCode(type)).toBe("internal"),
);

test.each(PROBLEM_CODES)("%s survives the way through a type", (code) => {
  expect(problemType(code)).toBe(`urn:patchbay:problem:${code}`);
  expect(problemCode(problemType(code))).toBe(code);
});

test("a problem without its request id is none", () => {
  const problem = { type: problemType("invalid"), title: "No", status: 422, detail: "No.", requestId: "r-1" };
  expect(
    problemSchema.parse({ ...problem, fields: { userId: ["No."] }, effect: "nothing-changed" }),
  ).toMatchObject(problem);
  expect(problemSchema.safeParse({ ...problem, requestId: undefined }).success).toBe(false);
  expect(problemSchema.safeParse({ ...problem, effect: "perhaps" }).success).toBe(false);
});
