import { describe, expect, it } from "vitest";
import { actionLabel, actionWords, type Told } from "./actions";

const event = (action: string, rest: Partial<Told> = {}): Told => ({
  action,
  outcome: "succeeded",
  details: {},
  ...rest,
});

const seen = (from: string, to: string, missing = [false, false]) => ({
  status: { from, to },
  missing: { from: missing[0], to: missing[1] },
});

it("an action's own name yields its label", () => {
  expect(actionLabel("instance.call-tool")).toBe("Instance: call tool");
});

describe("actionWords", () => {
  it("shows an action that it does not know as it is recorded", () => {
    expect(actionWords(event("instance.renumber"))).toBe("instance.renumber");
  });

  it.each([
    [event("instance.create", { details: { created: true } }), "created it"],
    [event("instance.create", { details: { created: true, adopted: true } }), "took it into the record"],
    [event("instance.create", { details: { created: false } }), "asked for it again, and was given this one"],
    [event("instance.update", { details: { isReadOnly: { from: false, to: true } } }), "made it read-only"],
    [event("instance.update", { details: { isReadOnly: { from: true, to: false } } }), "let it write"],
    [event("instance.update", { details: { isReadOnly: { from: true, to: true } } }), "left it as it was"],
    [
      event("instance.update", { outcome: "failed", details: { isReadOnly: { from: true, to: false } } }),
      "asked for read-only, which the upstream did not confirm",
    ],
    [event("instance.update"), "changed it"],
    [event("instance.observe", { details: seen("connected", "revoked") }), "saw it become “Revoked”"],
    [
      event("instance.observe", { details: seen("connected", "unknown", [false, true]) }),
      "found it gone at its upstream",
    ],
    [
      event("instance.observe", { details: seen("unknown", "waiting", [true, false]) }),
      "found it at its upstream again",
    ],
    [event("instance.observe"), "saw its state change"],
    [event("instance.set-auth", { outcome: "refused" }), "passed on a key that the upstream did not take"],
    [event("instance.call-tool", { details: { tool: "list_issues" } }), "ran list_issues"],
    [
      event("instance.call-tool", { details: { tool: "list_issues" }, outcome: "failed" }),
      "ran list_issues, which failed",
    ],
    [event("instance.call-tool"), "ran a tool"],
    [event("connect.return"), "connected the account"],
    [event("connect.return", { outcome: "failed" }), "came back without the account"],
    [
      event("connect.return", { outcome: "failed", details: { state: "expired" } }),
      "did not finish connecting in time",
    ],
  ])("says what was done: $0.action $0.outcome, $1", (given, words) => {
    expect(actionWords(given)).toBe(words);
  });
});
