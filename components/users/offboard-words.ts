import type { Instance } from "@/lib/contracts/instance";
import type { InstanceStatus } from "@/lib/contracts/status";
import { countWords } from "@/lib/words/count";

/** In these states an account is bound to the instance at its upstream. */
const AUTHORIZED: readonly InstanceStatus[] = ["connected", "needs-reauthorization"];

/** What offboarding a user with these instances takes away, in a sentence. */
export function offboardWords(instances: readonly Pick<Instance, "status">[]): string {
  const authorized = instances.filter(({ status }) => AUTHORIZED.includes(status)).length;
  const removed = countWords(instances.length, "instance");
  const what = authorized > 0 ? `${countWords(authorized, "authorization")} and ${removed}` : removed;
  return `This removes ${what}. Their server URLs stop working at once, and cannot be brought back.`;
}
