import type { EngineContext } from "../context";
import type { Fields, Target, TargetFactory } from "../targets/port";
import { INVALID_PARAMS, RpcError } from "../targets/rpc-error";
import { seedRecords } from "./records";
import { seedsFor } from "./tools/seeds";
import { ToolRefusal } from "./tools/tool";
import { toolsOf } from "./tools/tools";

/** Tools that stand in for a service's own, over records that are kept for each instance alone. */
export function sandboxTargets({ db, log }: Pick<EngineContext, "db" | "log">): TargetFactory {
  return {
    kind: "sandbox",
    describe: (serverName) => ({
      description: `Sandbox tools, standing in for ${serverName}.`,
      tools: [...toolsOf(serverName, { legacy: false }).values()].map(({ name, description }) => ({
        name,
        description,
      })),
    }),
    prepare: (tx, { id, serverName }) => seedRecords(tx, id, seedsFor(serverName)),
    open: async ({ id: instanceId, serverName, legacy }): Promise<Target> => {
      const tools = toolsOf(serverName, { legacy });
      return {
        serverInfo: { name: "patchbay-sandbox", title: `${serverName} (sandbox)`, version: "1.0.0" },
        instructions: `Sandbox tools, standing in for ${serverName}. What they read and write is kept for this instance alone and never reaches the real service.`,
        capabilities: { tools: { listChanged: false } },
        listTools: async () => ({ tools: [...tools.values()].map((tool) => tool.definition()) }),
        findTool: async (name) => tools.get(name)?.definition(),
        async callTool({ name, arguments: given = {} }, { requestId }) {
          const tool = tools.get(name);
          if (!tool) throw new RpcError(INVALID_PARAMS, `Tool ${name} not found`);
          try {
            return toolResult(await tool.run((kind) => ({ db, instanceId, kind }), given));
          } catch (error) {
            if (error instanceof ToolRefusal) return toolError(error.message);
            log.error({ instanceId, requestId, err: error }, "a sandbox tool failed");
            return toolError("The sandbox failed. Nothing is known of why; try again.");
          }
        },
        close: async () => {},
      };
    },
  };
}

function toolResult(structuredContent: Fields): Fields {
  return { content: [{ type: "text", text: JSON.stringify(structuredContent) }], structuredContent };
}

function toolError(text: string): Fields {
  return { content: [{ type: "text", text }], isError: true };
}
