import type { Instance } from "@/lib/contracts/instance";

/** What a server URL that works gives to whoever has it: not every service has an account. */
export function urlHolderWords({ status }: Pick<Instance, "status">): string {
  return status === "no-sign-in-needed"
    ? "Whoever holds this URL can use its tools."
    : "Whoever holds this URL can use the account.";
}
