import * as z from "zod/mini";

/** The one vocabulary of an instance's sign-in state, stored and shown. */
export const INSTANCE_STATUSES = [
  "connected",
  "waiting",
  "needs-reauthorization",
  "no-sign-in-needed",
  "revoked",
  "unknown",
] as const;
export const instanceStatusSchema = z.enum(INSTANCE_STATUSES);
export type InstanceStatus = z.infer<typeof instanceStatusSchema>;

/** Whether nobody has to sign in any more. */
export function isDone({ status }: { status: InstanceStatus }): boolean {
  return status === "connected" || status === "no-sign-in-needed";
}

/** What an upstream says of an instance's account: it is there, it is missing, or none is needed. */
export type AccountState = "connected" | "wanted" | "not-needed";

/** What an upstream says of an account, and what the record said before, put into the vocabulary. */
export function statusFrom(account: AccountState, before?: InstanceStatus): InstanceStatus {
  if (account === "connected") return "connected";
  if (account === "not-needed") return "no-sign-in-needed";
  if (before === "connected" || before === "needs-reauthorization") return "needs-reauthorization";
  if (before === "revoked") return "revoked";
  return "waiting";
}
