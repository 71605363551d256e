import { describe, expect, it } from "vitest";
import { isUnanswered } from "./state-age";

const at = (iso: string) => Date.parse(iso);

describe("isUnanswered", () => {
  it("says nothing before the console has answered", () => {
    expect(isUnanswered(null, 0)).toBe(false);
    expect(isUnanswered("2020-01-01T00:00:00.000Z", 0)).toBe(false);
  });

  it.each([
    ["2030-01-01T11:59:59.000Z", false],
    ["2030-01-01T12:01:00.000Z", false],
    ["2030-01-01T11:57:59.000Z", true],
    ["2029-12-31T12:00:00.000Z", true],
    [null, true],
  ])("tells a state of that moment from an older one: %s %s", (checkedAt, unanswered) => {
    expect(isUnanswered(checkedAt, at("2030-01-01T12:00:00.000Z"))).toBe(unanswered);
  });
});
