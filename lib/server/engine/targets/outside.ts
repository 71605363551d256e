import { dispatcherOf, type EgressOptions } from "../../egress/dispatchers";
import { createGuardedFetch, type GuardedFetch } from "../../egress/guarded-fetch";
import { createGuardedLookup, type GuardedLookup } from "../../egress/guarded-lookup";
import { createGuardedPost, type GuardedPost } from "../../egress/guarded-post";

/** The ways out of the engine, to addresses that come from outside. */
export type Outside = { fetch: GuardedFetch; post: GuardedPost; lookup: GuardedLookup };

export function createOutside(options: EgressOptions): Outside {
  const dispatcher = dispatcherOf(options);
  return {
    fetch: createGuardedFetch(options, dispatcher),
    post: createGuardedPost(dispatcher),
    lookup: createGuardedLookup(options),
  };
}
