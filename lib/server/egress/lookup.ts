import { type LookupAddress, promises } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "./addresses";
import { EgressError } from "./egress-error";

export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export const resolveBySystem: Resolve = (hostname) => promises.lookup(hostname, { all: true });

/**
 * The look-up of a connection that goes to public addresses alone. It runs once for each connection, and the connection
 * goes to what it answered: a name that leads elsewhere the second time is checked the second time.
 */
export function publicLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const open = found.filter(({ address }) => isPublicAddress(address));
        const [first] = open;
        if (!first) {
          const text = `${hostname} is not called, because it leads to no address on the public internet.`;
          callback(new EgressError("address-refused", text), "", 0);
        } else if (options.all) callback(null, open);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };
}
