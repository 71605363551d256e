import { describe, expect, it } from "vitest";
import type { Problem } from "@/lib/contracts/problem";
import type { Tool } from "@/lib/contracts/tool";
import { failureWords, warningWords } from "./run-words";

const tool = (change: Partial<Tool>): Tool => ({
  name: "a",
  title: null,
  description: "",
  readOnly: false,
  destructive: false,
  inputSchema: {},
  ...change,
});
const problem = (change: Partial<Problem>): Problem => ({
  type: "",
  title: "",
  status: 504,
  detail: "It did not answer in time.",
  requestId: "",
  ...change,
});
const MAY_HAVE_RUN = "may have run";

describe("failureWords", () => {
  it.each([
    [problem({}), tool({})],
    [problem({ effect: "maybe-changed" }), tool({})],
    [problem({ status: 0 }), tool({})],
  ])("warns that a tool that writes may have run: %j", (given, of) => {
    expect(failureWords(given, of)).toContain(MAY_HAVE_RUN);
    expect(failureWords(given, of)).not.toContain("safe");
  });

  it.each([
    [problem({}), tool({ readOnly: true })],
    [problem({ effect: "nothing-changed" }), tool({})],
    [problem({ status: 422 }), tool({})],
    [problem({ status: 0 }), tool({ readOnly: true })],
  ])("does not where it cannot have, or does no harm: %j", (given, of) => {
    expect(failureWords(given, of)).not.toContain(MAY_HAVE_RUN);
  });
});

it("names whose data changes", () => {
  const whose = { userId: "ana@example.com", serverName: "GitHub" };
  expect(warningWords(tool({}), whose)).toBe("This changes data in ana@example.com's GitHub.");
  expect(warningWords(tool({ destructive: true }), { ...whose, userId: "boss" })).toBe(
    "This changes data in boss' GitHub, and may overwrite or delete it.",
  );
});
