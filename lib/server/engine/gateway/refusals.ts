import type { SuspensionScope } from "@/lib/contracts/usage";
import type { Tool } from "../targets/port";
import { signInOf } from "../targets/sign-in";
import type { GovernedInstance } from "./context";

/** Why a tool that changed is not called. */
export function heldBack({ name }: Tool): string {
  return `${name} describes itself in another way than it did, and waits until whoever runs Patchbay has looked at it. Nothing was called.`;
}

/** @param seconds until there are calls again */
export function tooMany(limit: number, seconds: number): string {
  const often = limit === 1 ? "once" : `${limit} times`;
  return `This instance may be called ${often} a minute. Nothing was called. Try again in ${seconds} s.`;
}

const SUSPENSIONS = {
  instance: () => "This instance is suspended",
  user: ({ userId }) => `Every instance of ${userId} is suspended`,
  server: ({ serverName }) => `${serverName} is suspended`,
  everything: () => "Everything is suspended",
} satisfies Record<SuspensionScope, (instance: GovernedInstance) => string>;

/** Why nothing may be called; undefined where it may. */
export function suspension(instance: GovernedInstance): string | undefined {
  const { suspended } = instance;
  return suspended
    ? `${SUSPENSIONS[suspended](instance)} by whoever runs Patchbay, for now. Nothing was called.`
    : undefined;
}

/** How the account is connected; undefined where it is, or where the service asks for no sign-in. */
export function howToConnect(instance: GovernedInstance, connectUrl?: string): string | undefined {
  const isReady = instance.connected || signInOf(instance) === "none";
  return isReady ? undefined : notConnected(instance, connectUrl);
}

export function notConnected(
  { serverName, userId }: GovernedInstance,
  connectUrl: string | undefined,
): string {
  const way = connectUrl
    ? `If that is you, open ${connectUrl} and press Connect. If it is not, ask them to.`
    : "Ask whoever gave you this server to send you its Connect link, or open Patchbay, and press Connect.";
  return `${serverName} is not connected for ${userId} yet. ${way}`;
}
