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

/** How an instance stands for whoever looks at it: its status, unless its upstream does not know it any more. */
export const INSTANCE_STANDINGS = [...INSTANCE_STATUSES, "gone"] as const;
export type InstanceStanding = (typeof INSTANCE_STANDINGS)[number];

/** The same of one. */
export function standingOf(of: { status: InstanceStatus; missing: boolean }): InstanceStanding {
  return of.missing ? "gone" : of.status;
}

/** What of a filter finds the instances of one standing, and those alone: what is gone is of unknown status too. */
export function standingFilter(standing: InstanceStanding): {
  status?: InstanceStatus[];
  presence?: "there" | "gone";
} {
  if (standing === "gone") return { presence: "gone" };
  return { status: [standing], ...(standing === "unknown" && { presence: "there" as const }) };
}
