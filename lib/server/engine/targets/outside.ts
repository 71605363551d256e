import { createGuardedFetch, type EgressOptions, type GuardedFetch } from "../../egress/guarded-fetch";
import { createGuardedLookup, type GuardedLookup } from "../../egress/guarded-lookup";

/** The ways out of the engine, to addresses that come from outside. */
export type Outside = { fetch: GuardedFetch; lookup: GuardedLookup };

export function createOutside(options: EgressOptions): Outside {
  return { fetch: createGuardedFetch(options), lookup: createGuardedLookup(options) };
}
