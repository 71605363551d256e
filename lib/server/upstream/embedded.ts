import type { CallerOptions } from "./klavis/call";
import { createKlavisUpstream } from "./klavis/upstream";
import type { InstanceControls, Upstream } from "./port";

type Options = Omit<CallerOptions, "id" | "pace"> & { controls?: InstanceControls | undefined };

/** The embedded engine: the same requests and answers as over HTTP, handed over in process and not held back. */
export function createEmbeddedUpstream({ controls, ...options }: Options): Upstream {
  const upstream = createKlavisUpstream({ ...options, id: "embedded" });
  return controls ? withControls(upstream, controls) : upstream;
}

function withControls(upstream: Upstream, controls: InstanceControls): Upstream {
  return { ...upstream, controls, inLane: (lane) => withControls(upstream.inLane(lane), controls) };
}
