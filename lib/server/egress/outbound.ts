import type { EgressOptions } from "./dispatchers";
import { createGuardedFetch, type GuardedFetch } from "./guarded-fetch";
import { checkName } from "./names";

/** The way out for services: the guarded fetch, and whether it would take an address, by how that is written. */
export type Outbound = {
  fetch: GuardedFetch;
  /** @throws EgressError `address-refused` */
  check(url: string): void;
};

export function createOutbound(options: EgressOptions): Outbound {
  return {
    fetch: createGuardedFetch(options),
    check(url) {
      checkName(new URL(url), options.allowHosts);
    },
  };
}
