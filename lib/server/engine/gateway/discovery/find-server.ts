import { foldServerName } from "@/lib/contracts/klavis/server-name";
import { listAllTools } from "../../targets/list-all-tools";
import { ToolRefusal } from "../../targets/local-tool";
import type { RequestOptions } from "../../targets/port";
import { RpcError } from "../../targets/rpc-error";
import type { DiscoveredServer } from "./context";
import type { Action } from "./search-actions";

/**
 * The server of that name, in any spelling of it.
 * @throws ToolRefusal
 */
export function findServer(servers: readonly DiscoveredServer[], name: string): DiscoveredServer {
  const found = servers.find((server) => foldServerName(server.name) === foldServerName(name));
  if (found) return found;
  const names = servers.map((server) => server.name).join(", ");
  throw new ToolRefusal(`No server is called "${name.slice(0, 100)}" here. There are: ${names || "none"}.`);
}

/** What a server offers, or the sentence that says why it does not answer. */
export async function listActions(
  { name, target }: DiscoveredServer,
  options: RequestOptions,
): Promise<{ actions: Action[] } | { error: string }> {
  try {
    const tools = await listAllTools(target, options);
    return { actions: tools.map((tool) => ({ serverName: name, tool })) };
  } catch (error) {
    if (error instanceof RpcError) return { error: error.message };
    throw error;
  }
}
