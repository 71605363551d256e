import { sandboxTargets } from "../sandbox/target";
import { builtinTargets } from "./builtin/target";
import { wholeFetch } from "./builtin/whole-fetch";
import { missingTargets } from "./missing";
import type { Outside } from "./outside";
import type { Targets } from "./port";

type Options = Parameters<typeof sandboxTargets>[0] & {
  defaultTarget: "sandbox" | "vendor";
  outside: Outside;
};

/** What stands behind each server: itself where it is built in, else what was chosen, else the default. */
export function createTargets({ outside, defaultTarget, ...options }: Options): Targets {
  const { fetch, lookup } = outside;
  const builtins = { log: options.log, fetch: wholeFetch(fetch), lookup };
  const fallback = defaultTarget === "sandbox" ? sandboxTargets(options) : missingTargets();
  return { of: async (serverName) => builtinTargets(builtins, serverName) ?? fallback };
}
