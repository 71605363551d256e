import { describe, expect, it } from "vitest";
import type { AttemptState } from "@/lib/contracts/connect";
import type { InstanceStatus } from "@/lib/contracts/status";
import { ATTEMPT_STATES } from "@/lib/contracts/terms/connect";
import { INSTANCE_STATUSES } from "@/lib/contracts/terms/status";
import { type ConnectPhase, connectPhase, isUnderWay, NO_WINDOW, pollDelay, type WindowState } from "./phase";

const EXPIRY = Date.parse("2030-01-01T00:10:00.000Z");
const IN_TIME = EXPIRY - 1;
const attempt = (state: AttemptState, id = "a-1") => ({
  id,
  state,
  reason: null,
  expiresAt: new Date(EXPIRY).toISOString(),
});
const windows: Record<string, WindowState> = {
  none: NO_WINDOW,
  opened: { ...NO_WINDOW, window: "opened" },
  closed: { ...NO_WINDOW, window: "opened", looksClosed: true },
  blocked: { ...NO_WINDOW, window: "blocked" },
  ended: { ...NO_WINDOW, window: "ended" },
};
type Window = "none" | "opened" | "closed" | "blocked" | "ended";
const phaseOf = (state: AttemptState | null, status: InstanceStatus, local: Window) =>
  connectPhase({ status, attempt: state && attempt(state) }, windows[local] ?? NO_WINDOW, IN_TIME);

const ALL_WINDOWS: Window[] = ["none", "opened", "closed", "blocked", "ended"];

describe("what the server says comes before what the window seems to be", () => {
  it.each<[AttemptState, ConnectPhase]>([
    ["confirming", "confirming"],
    ["failed", "failed"],
    ["expired", "expired"],
  ])("an attempt that is %s is shown as %s, whatever the window", (state, phase) => {
    for (const status of INSTANCE_STATUSES) {
      for (const local of ALL_WINDOWS) expect(phaseOf(state, status, local)).toBe(phase);
    }
  });

  it("a closed window ends nothing: a waiting attempt is still waited for", () => {
    for (const status of INSTANCE_STATUSES) {
      expect(phaseOf("waiting", status, "closed")).toBe("maybe-closed");
      for (const local of ["none", "opened", "blocked", "ended"] as const) {
        expect(phaseOf("waiting", status, local)).toBe("waiting");
      }
    }
  });

  it("an attempt that connected is shown as connected only while the account is", () => {
    for (const status of INSTANCE_STATUSES) {
      for (const local of ALL_WINDOWS) {
        expect(phaseOf("connected", status, local)).toBe(status === "connected" ? "connected" : "idle");
      }
    }
  });

  it("a cancelled attempt leaves what the account was before", () => {
    for (const status of INSTANCE_STATUSES) {
      for (const local of ALL_WINDOWS) {
        expect(phaseOf("cancelled", status, local)).toBe(status === "connected" ? "connected" : "idle");
      }
    }
  });
});

describe("before the server knows of an attempt", () => {
  it.each<[Window, ConnectPhase]>([
    ["blocked", "blocked"],
    ["opened", "opening"],
    ["closed", "maybe-closed"],
    ["ended", "not-begun"],
  ])("a window that is %s is shown as %s, also where an account is connected already", (local, phase) => {
    for (const status of INSTANCE_STATUSES) expect(phaseOf(null, status, local)).toBe(phase);
  });

  it("nothing is going on without a window", () => {
    for (const status of INSTANCE_STATUSES) {
      expect(phaseOf(null, status, "none")).toBe(status === "connected" ? "connected" : "idle");
    }
  });
});

describe("the attempt that was there when the button was pressed", () => {
  it("says nothing any more, whatever its state", () => {
    for (const state of ATTEMPT_STATES) {
      const known = { status: "connected" as const, attempt: attempt(state) };
      const local = { ...NO_WINDOW, window: "opened" as const, supersededAttempt: "a-1" };
      expect(connectPhase(known, local, EXPIRY)).toBe("opening");
      expect(connectPhase(known, { ...local, window: "blocked" }, EXPIRY)).toBe("blocked");
      expect(connectPhase(known, { ...local, window: "ended" }, EXPIRY)).toBe("not-begun");
    }
  });

  it("gives way to the next one", () => {
    const known = { status: "connected" as const, attempt: attempt("waiting", "a-2") };
    const local = { ...NO_WINDOW, window: "opened" as const, supersededAttempt: "a-1" };
    expect(connectPhase(known, local, IN_TIME)).toBe("waiting");
  });
});

describe("an attempt whose time is over", () => {
  const late = (state: AttemptState, status: InstanceStatus, local: Window) =>
    connectPhase({ status, attempt: attempt(state) }, windows[local] ?? NO_WINDOW, EXPIRY);

  it.each<AttemptState>(["waiting", "confirming"])(
    "is shown as expired where the server last called it %s",
    (state) => {
      for (const status of INSTANCE_STATUSES) {
        for (const local of ALL_WINDOWS) expect(late(state, status, local)).toBe("expired");
      }
    },
  );

  it("stays what the server said it came to", () => {
    expect(late("connected", "connected", "none")).toBe("connected");
    expect(late("failed", "waiting", "none")).toBe("failed");
    expect(late("cancelled", "waiting", "none")).toBe("idle");
  });
});

it.each<[ConnectPhase, boolean]>([
  ["idle", false],
  ["opening", true],
  // The way in this tab, or a window that the person allows after all, may still begin an attempt.
  ["blocked", true],
  ["waiting", true],
  ["maybe-closed", true],
  ["confirming", true],
  ["connected", false],
  ["not-begun", false],
  ["failed", false],
  ["expired", false],
])("while %s, asking again on its own: %s", (phase, underWay) => {
  expect(isUnderWay(phase)).toBe(underWay);
});

describe("pollDelay", () => {
  it.each([
    [0, 1_000],
    [1, 2_000],
    [2, 3_000],
    [3, 5_000],
    [4, 5_000],
    [400, 5_000],
  ])("after %d answers it is %d ms, a fifth more or less", (asked, milliseconds) => {
    expect(pollDelay(asked, 0.5)).toBe(milliseconds);
    expect(pollDelay(asked, 0)).toBe(milliseconds * 0.8);
    expect(pollDelay(asked, 1)).toBe(milliseconds * 1.2);
  });
});
