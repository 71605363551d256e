import type { ServerName } from "@/lib/contracts/server-name";
import type { EngineContext } from "../context";
import { describeDiscovery, TOOLS_AT_MOST } from "../gateway/discovery/target";
import { listAllTools } from "../targets/list-all-tools";
import type { RequestOptions, Tool } from "../targets/port";
import { RpcError } from "../targets/rpc-error";

/** Nobody's instance (RFC 9562, section 5.9). */
const NIL = "00000000-0000-0000-0000-000000000000";

/**
 * The tools of a server, without any instance of it. A server that shows its tools to those alone who signed in is told
 * of as far as it is known.
 */
export async function describeServerTools(
  { targets }: Pick<EngineContext, "targets">,
  { serverName, legacy }: { serverName: ServerName; legacy: boolean },
  options: RequestOptions,
): Promise<Tool[]> {
  const factory = await targets.of(serverName);
  const nobody = { id: NIL, serverName, userId: "", legacy, isReadOnly: false };
  const target = await factory.open(nobody, async () => undefined);
  try {
    const tools = await listAllTools(target, options);
    return !legacy && tools.length > TOOLS_AT_MOST ? describeDiscovery(serverName) : tools;
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    const { tools } = factory.describe(serverName);
    return tools.map((tool) => ({ ...tool, inputSchema: { type: "object" } }));
  } finally {
    await target.close();
  }
}
