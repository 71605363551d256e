import type { Instance } from "@/lib/contracts/instance";

/** In milliseconds. An older state says how old it is. */
const FRESH_FOR = 60 * 60 * 1000;

/** Whether a state is old enough to say so. One that was never asked for is as old as its record. */
export function isStale(
  { statusCheckedAt, createdAt }: Pick<Instance, "statusCheckedAt" | "createdAt">,
  now: number,
): boolean {
  return now - Date.parse(statusCheckedAt ?? createdAt) > FRESH_FOR;
}
