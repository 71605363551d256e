import type { Logger } from "../../../process/log";
import { type LocalTool, localTarget } from "../../targets/local-tool";
import type { Fields, Target, Tool } from "../../targets/port";
import type { DiscoveredServer } from "./context";
import { executeAction } from "./execute-action";
import { discoverServerActions, getActionDetails, searchDocumentation } from "./find-tools";
import { handleAuthFailure } from "./handle-auth-failure";

/** With more tools than these a model's context is better spent on asking for the few that it needs. */
export const TOOLS_AT_MOST = 100;

type Options = {
  serverInfo: Fields & { name: string; version: string };
  /** Whether the agent is told how accounts are connected. */
  handlesAuth: boolean;
  log: Logger;
};

/**
 * Servers behind the five tools of open-strata, by which an agent finds actions step by step in place of a list of them
 * all. Whoever closes it closes the servers' targets too.
 */
export function discoveryTarget(
  servers: readonly DiscoveredServer[],
  { serverInfo, handlesAuth, log }: Options,
): Target {
  const names = servers.map(({ name }) => name);
  const tools = discoveryTools(names, {
    handlesAuth,
    onlyReads: servers.every((server) => server.isReadOnly()),
  });
  const target = localTarget({
    serverInfo,
    instructions: `Reaches ${names.join(", ")}. Find an action by discover_server_actions, read its parameters by get_action_details, and run it by execute_action.`,
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    context: servers,
    onFailure: (error, { requestId }) => log.error({ requestId, err: error }, "a discovery tool failed"),
  });
  return {
    ...target,
    close: async () => {
      await Promise.all(servers.map((server) => server.target.close()));
    },
  };
}

/** The five tools as they are listed for one server, before there is an instance of it. */
export function describeDiscovery(serverName: string): Tool[] {
  return discoveryTools([serverName], { handlesAuth: true, onlyReads: false }).map((tool) =>
    tool.definition(),
  );
}

function discoveryTools(
  serverNames: readonly string[],
  { handlesAuth, onlyReads }: { handlesAuth: boolean; onlyReads: boolean },
): LocalTool<readonly DiscoveredServer[]>[] {
  const names = serverNames.join(", ");
  return [
    discoverServerActions(names),
    getActionDetails(),
    executeAction({ onlyReads }),
    searchDocumentation(names),
    ...(handlesAuth ? [handleAuthFailure(names)] : []),
  ];
}
