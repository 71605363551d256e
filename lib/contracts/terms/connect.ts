/**
 * The states of a connect attempt that the server knows. The browser adds two that only it can see: `opening`, before
 * the window has loaded, and `blocked`, where the browser refused to open one.
 */
export const ATTEMPT_STATES = [
  "waiting",
  "confirming",
  "connected",
  "failed",
  "expired",
  "cancelled",
  /** The window came back, and the account is as connected as it was before: nobody says whether it was done anew. */
  "unconfirmed",
] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];

/** The states of which something may still come. */
export const LIVE_STATES = ["waiting", "confirming"] as const satisfies readonly AttemptState[];

/** Whether something may still come of an attempt in that state. */
export function isLive(state: AttemptState): boolean {
  return LIVE_STATES.some((live) => live === state);
}

/** An attempt lives this long, in milliseconds. */
export const ATTEMPT_LIFETIME = 10 * 60 * 1000;

/** The channel on which `public/connect-window.js` says that its window has come to its end. */
export const CONNECT_CHANNEL = "patchbay-connect";

/** What it says, there and to its opener: which window it is, and nothing of what came of it. */
type ConnectMessage = {
  channel: typeof CONNECT_CHANNEL;
  /** Tells one ending from another. */
  id: string;
  /** The name that the opener gave the window. */
  window: string;
};

/** Whether it is one. Every script of the same origin can post to a page, and so can whatever frames it. */
export function isConnectMessage(data: unknown): data is ConnectMessage {
  if (typeof data !== "object" || data === null) return false;
  if (!("channel" in data && "id" in data && "window" in data)) return false;
  return data.channel === CONNECT_CHANNEL && isName(data.id) && isName(data.window);
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value.length <= 100;
}
