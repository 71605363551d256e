import { describe, expect, it } from "vitest";
import type { AttemptState } from "@/lib/contracts/connect";
import { ATTEMPT_STATES, isLive } from "@/lib/contracts/terms/connect";
import { advanceAttempt, CONFIRMATION_TIME } from "./attempt";

const NOW = new Date("2030-01-01T00:00:00Z");
const after = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);

const recently = after(-CONFIRMATION_TIME);
const RETURNED = {
  no: { returnedAt: null, returnSaid: null },
  recently: { returnedAt: recently, returnSaid: null },
  "long ago": { returnedAt: after(-CONFIRMATION_TIME - 1), returnSaid: null },
  "with a yes": { returnedAt: recently, returnSaid: "connected" },
  "with a no": { returnedAt: recently, returnSaid: "denied" },
  "with a failure": { returnedAt: recently, returnSaid: "failed" },
} as const;
const EXPIRY = { alive: after(1), expired: NOW };
const SAID = {
  "no answer": undefined,
  "not connected": { authenticated: false, missing: false },
  connected: { authenticated: true, missing: false },
};
const ACCOUNT = { new: false, reconnected: true };

type Row = [
  said: keyof typeof SAID,
  account: keyof typeof ACCOUNT,
  returned: keyof typeof RETURNED,
  whileAlive: AttemptState | "stays",
  onceExpired: AttemptState | "stays",
];

/** What the upstream says, of which kind of account, and when the window came back; then where a live attempt goes. */
const TRANSITIONS: Row[] = [
  ["no answer", "new", "no", "stays", "expired"],
  ["no answer", "new", "recently", "stays", "expired"],
  ["no answer", "new", "long ago", "stays", "expired"],
  ["no answer", "new", "with a yes", "stays", "expired"],
  ["no answer", "new", "with a no", "failed", "failed"],
  ["no answer", "new", "with a failure", "failed", "failed"],
  ["no answer", "reconnected", "no", "stays", "expired"],
  ["no answer", "reconnected", "recently", "stays", "expired"],
  ["no answer", "reconnected", "long ago", "stays", "expired"],
  ["no answer", "reconnected", "with a yes", "stays", "expired"],
  ["no answer", "reconnected", "with a no", "failed", "failed"],
  ["no answer", "reconnected", "with a failure", "failed", "failed"],
  ["not connected", "new", "no", "stays", "expired"],
  ["not connected", "new", "recently", "stays", "expired"],
  ["not connected", "new", "long ago", "failed", "failed"],
  ["not connected", "new", "with a yes", "stays", "expired"],
  ["not connected", "new", "with a no", "failed", "failed"],
  ["not connected", "new", "with a failure", "failed", "failed"],
  ["not connected", "reconnected", "no", "stays", "expired"],
  ["not connected", "reconnected", "recently", "stays", "expired"],
  ["not connected", "reconnected", "long ago", "failed", "failed"],
  ["not connected", "reconnected", "with a yes", "stays", "expired"],
  ["not connected", "reconnected", "with a no", "failed", "failed"],
  ["not connected", "reconnected", "with a failure", "failed", "failed"],
  ["connected", "new", "no", "connected", "connected"],
  ["connected", "new", "recently", "connected", "connected"],
  ["connected", "new", "long ago", "connected", "connected"],
  ["connected", "new", "with a yes", "connected", "connected"],
  ["connected", "new", "with a no", "failed", "failed"],
  ["connected", "new", "with a failure", "failed", "failed"],
  ["connected", "reconnected", "no", "stays", "expired"],
  ["connected", "reconnected", "recently", "stays", "expired"],
  ["connected", "reconnected", "long ago", "unconfirmed", "unconfirmed"],
  ["connected", "reconnected", "with a yes", "connected", "connected"],
  ["connected", "reconnected", "with a no", "failed", "failed"],
  ["connected", "reconnected", "with a failure", "failed", "failed"],
];

const LIVE = ["waiting", "confirming"] as const;

it("covers every case once", () => {
  const cases = new Set(TRANSITIONS.map(([said, account, returned]) => [said, account, returned].join()));
  const all = [SAID, ACCOUNT, RETURNED].reduce((count, values) => count * Object.keys(values).length, 1);
  expect(cases.size).toBe(all);
  expect(TRANSITIONS).toHaveLength(all);
});

describe.each(TRANSITIONS)(
  "the upstream says %s of an account that is %s, and the window came back: %s",
  (said, account, returned, whileAlive, onceExpired) => {
    it.each([
      ["alive", whileAlive],
      ["expired", onceExpired],
    ] as const)("an attempt that is %s: %s", (expiry, outcome) => {
      for (const state of LIVE) {
        const attempt = {
          state,
          reason: "kept",
          wasAuthenticated: ACCOUNT[account],
          ...RETURNED[returned],
          expiresAt: EXPIRY[expiry],
        };
        const step = advanceAttempt(attempt, { found: SAID[said], now: NOW });
        if (outcome === "stays") expect(step).toEqual({ state, reason: "kept" });
        else if (outcome === "connected") expect(step).toEqual({ state: outcome, reason: null });
        else expect(step).toEqual({ state: outcome, reason: expect.stringMatching(/^[A-Z].+\.$/) });
      }
    });
  },
);

it("an attempt that has ended stays as it ended", () => {
  const ended = ATTEMPT_STATES.filter((state) => !isLive(state));
  expect(ended).toEqual(["connected", "failed", "expired", "cancelled", "unconfirmed"]);
  for (const state of ended) {
    for (const found of Object.values(SAID)) {
      for (const wasAuthenticated of Object.values(ACCOUNT)) {
        for (const returned of Object.values(RETURNED)) {
          for (const expiresAt of Object.values(EXPIRY)) {
            const attempt = { state, reason: "kept", wasAuthenticated, ...returned, expiresAt };
            expect(advanceAttempt(attempt, { found, now: NOW })).toEqual({ state, reason: "kept" });
          }
        }
      }
    }
  }
});

it("an instance that is gone is no denial", () => {
  const attempt = {
    state: "confirming",
    reason: null,
    wasAuthenticated: false,
    ...RETURNED["long ago"],
    expiresAt: EXPIRY.alive,
  } as const;
  const reason = (missing: boolean) =>
    advanceAttempt(attempt, { found: { authenticated: false, missing }, now: NOW }).reason;
  expect(reason(true)).toMatch(/does not know this instance/);
  expect(reason(false)).toBe("The provider came back, and the account is not connected.");
});

it.each([
  ["denied", "Access was denied."],
  ["failed", "The sign-in failed at the provider."],
] as const)("what the upstream calls %s is told as such, and as no more", (returnSaid, reason) => {
  const attempt = { state: "confirming", reason: null, wasAuthenticated: false, returnedAt: NOW } as const;
  const seen = { found: SAID["not connected"], now: NOW };
  expect(advanceAttempt({ ...attempt, returnSaid, expiresAt: EXPIRY.alive }, seen).reason).toBe(reason);
});
