import type { CallerOptions } from "./klavis/call";
import { createKlavisUpstream } from "./klavis/upstream";
import type { Upstream } from "./port";

/** The embedded engine: the same requests and answers as over HTTP, handed over in process and not held back. */
export function createEmbeddedUpstream(options: Omit<CallerOptions, "id" | "pace">): Upstream {
  return createKlavisUpstream({ ...options, id: "embedded" });
}
