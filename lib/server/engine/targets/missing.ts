import type { ServerName } from "@/lib/contracts/server-name";
import type { Target, TargetFactory } from "./port";
import { INVALID_PARAMS, RpcError } from "./rpc-error";

/**
 * What stands behind a server that nobody has set up: nothing, and it says so at each request, so that nobody takes a
 * stand-in for the service.
 */
export function missingTargets(): TargetFactory {
  return {
    kind: "none",
    describe: (serverName) => ({ description: notSetUp(serverName), tools: [] }),
    consent: async () => undefined,
    seeds: () => [],
    open: async ({ serverName }) =>
      refusingTarget(serverName, { title: `${serverName} (not set up)`, message: notSetUp(serverName) }),
  };
}

/** A target that answers every request with why there is no other answer. */
export function refusingTarget(
  serverName: ServerName,
  { title, message }: { title: string; message: string },
): Target {
  const refuse = async () => {
    throw new RpcError(INVALID_PARAMS, message, { rule: "target", serverName });
  };
  return {
    serverInfo: { name: "patchbay", title, version: "1.0.0" },
    instructions: message,
    capabilities: { tools: { listChanged: false } },
    listTools: refuse,
    findTool: refuse,
    callTool: refuse,
    close: async () => {},
  };
}

/** Why a server answers nothing, and who can change that. */
export function notSetUp(serverName: ServerName): string {
  return `${serverName} is not set up on this console, so nothing was called. An administrator sets it up under Settings, Servers.`;
}
