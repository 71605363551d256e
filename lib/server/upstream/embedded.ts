import type { CallerOptions } from "./klavis/call";
import { createKlavisUpstream } from "./klavis/upstream";
import type { Upstream } from "./port";

/** What the engine gives the console beside its API. */
type Capabilities = Pick<Upstream, "controls" | "targets" | "atOnce" | "lacksStreams">;
type Options = Omit<CallerOptions, "id" | "pace"> & Capabilities;

/** The embedded engine: the same requests and answers as over HTTP, handed over in process and not held back. */
export function createEmbeddedUpstream({
  controls,
  targets,
  atOnce,
  lacksStreams,
  ...options
}: Options): Upstream {
  return withCapabilities(createKlavisUpstream({ ...options, id: "embedded" }), {
    controls,
    targets,
    atOnce,
    lacksStreams,
  });
}

function withCapabilities(upstream: Upstream, given: Capabilities): Upstream {
  return { ...upstream, ...given, inLane: (lane) => withCapabilities(upstream.inLane(lane), given) };
}
