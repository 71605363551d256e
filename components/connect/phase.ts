import type { Attempt } from "@/lib/contracts/connect";
import type { InstanceStatus } from "@/lib/contracts/status";
import { isLive } from "@/lib/contracts/terms/connect";

/** Where a connect flow stands, as a person should see it. */
export type ConnectPhase =
  | "idle"
  | "opening"
  | "blocked"
  | "not-begun"
  | "waiting"
  | "maybe-closed"
  | "confirming"
  | "connected"
  | "failed"
  | "unconfirmed"
  | "expired";

/** What only the browser knows. */
export type WindowState = {
  /**
   * `opened` until the server knows of an attempt, `blocked` where the browser refused to open a window, `ended` where
   * the window has come to its end and the server knew of no attempt then.
   */
  window: "none" | "opened" | "blocked" | "ended";
  /** The window looks closed. A provider's COOP header makes it look so while it lives, so this is never the end. */
  looksClosed: boolean;
  /** The attempt that was the latest when the button was pressed: what it says is over. */
  supersededAttempt: string | null;
};

export const NO_WINDOW: WindowState = { window: "none", looksClosed: false, supersededAttempt: null };

type Known = { status: InstanceStatus; attempt: Attempt | null };

/**
 * The phase that follows from what the server says and what the browser sees. The server's word comes first: a message
 * or a closed window only makes us ask it again. Only that its time is over ends an attempt without the server, which may
 * be out of reach.
 * @param now milliseconds since 1970
 */
export function connectPhase({ status, attempt }: Known, local: WindowState, now: number): ConnectPhase {
  const current = attempt && attempt.id !== local.supersededAttempt ? attempt : null;
  if (current && isLive(current.state) && now >= Date.parse(current.expiresAt)) return "expired";
  switch (current?.state) {
    case "waiting":
      return local.looksClosed ? "maybe-closed" : "waiting";
    case "confirming":
    case "unconfirmed":
    case "failed":
    case "expired":
      return current.state;
    // An account may be lost long after its attempt succeeded.
    case "connected":
    case "cancelled":
      return status === "connected" ? "connected" : "idle";
    default:
      break;
  }
  if (local.window === "blocked") return "blocked";
  if (local.window === "ended") return "not-begun";
  if (local.window === "opened") return local.looksClosed ? "maybe-closed" : "opening";
  return status === "connected" ? "connected" : "idle";
}

/** Whether the server is to be asked again without anybody doing anything. */
export function isUnderWay(phase: ConnectPhase): boolean {
  return ["opening", "waiting", "maybe-closed", "confirming", "blocked"].includes(phase);
}

/**
 * Milliseconds until the server is asked again: 1, 2, 3, then every 5 s. `jitter`, from 0 to 1 and kept by the tab, makes
 * it a fifth more or less, so that tabs spread.
 */
export function pollDelay(asked: number, jitter: number): number {
  const seconds = [1, 2, 3][asked] ?? 5;
  return Math.round(seconds * 1000 * (0.8 + 0.4 * jitter));
}
