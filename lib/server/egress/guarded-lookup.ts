import { lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./addresses";
import type { EgressOptions } from "./dispatchers";
import { EgressError } from "./egress-error";
import { publicLookup, resolveBySystem } from "./lookup";

/** @throws EgressError where the host is an address that may not be called, since no address is ever looked up */
export type GuardedLookup = (host: string, port: number) => LookupFunction;

/** The look-up of connections that are not HTTP: to public addresses alone, or to what an administrator named. */
export function createGuardedLookup({
  allowHosts,
  resolve = resolveBySystem,
}: Pick<EgressOptions, "allowHosts" | "resolve">): GuardedLookup {
  return (host, port) => {
    const written = isIP(host) === 6 ? `[${host}]` : host;
    if (allowHosts.includes(`${written.replace(/\.$/, "").toLowerCase()}:${port}`)) return lookup;
    if (isIP(host) && !isPublicAddress(host)) {
      throw new EgressError(
        "address-refused",
        `${written} is not called, because it is not on the public internet. An administrator can allow it by ENGINE_ALLOW_HOSTS.`,
      );
    }
    return publicLookup(resolve);
  };
}
