import * as z from "zod/mini";
import { INSTANCE_STANDINGS, INSTANCE_STATUSES, type InstanceStatus } from "./terms/status";

export const instanceStatusSchema = z.enum(INSTANCE_STATUSES);
export const instanceStandingSchema = z.enum(INSTANCE_STANDINGS);
export type { InstanceStatus };

/** What an upstream says of an instance's account: it is there, it is missing, or none is needed. */
export type AccountState = "connected" | "wanted" | "not-needed";

/** How an account stands, from the two flags of the API. */
export function accountState({
  authNeeded,
  isAuthenticated,
}: {
  authNeeded: boolean;
  isAuthenticated: boolean;
}): AccountState {
  if (isAuthenticated) return "connected";
  return authNeeded ? "wanted" : "not-needed";
}

/** What an upstream says of an account, and what the record said before, put into the vocabulary. */
export function statusFrom(account: AccountState, before?: InstanceStatus): InstanceStatus {
  if (account === "connected") return "connected";
  if (account === "not-needed") return "no-sign-in-needed";
  if (before === "connected" || before === "needs-reauthorization") return "needs-reauthorization";
  if (before === "revoked") return "revoked";
  return "waiting";
}
