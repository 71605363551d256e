/** The one vocabulary of an instance's sign-in state, stored and shown. */
export const INSTANCE_STATUSES = [
  "connected",
  "waiting",
  "needs-reauthorization",
  "no-sign-in-needed",
  "revoked",
  "unknown",
] as const;
export type InstanceStatus = (typeof INSTANCE_STATUSES)[number];

/** Whether nobody has to sign in any more. */
export function isDone({ status }: { status: InstanceStatus }): boolean {
  return status === "connected" || status === "no-sign-in-needed";
}
