import { sandboxTargets } from "../sandbox/target";
import type { Targets } from "./port";

/** Which kind of target a server uses: the sandbox, whatever the server. */
export function createTargets(options: Parameters<typeof sandboxTargets>[0]): Targets {
  const sandbox = sandboxTargets(options);
  return { of: async () => sandbox };
}
