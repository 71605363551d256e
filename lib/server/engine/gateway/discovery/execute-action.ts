import * as z from "zod";
import { roundedNumberIn } from "@/lib/contracts/number";
import { type LocalTool, localTool, ToolRefusal } from "../../targets/local-tool";
import type { Fields } from "../../targets/port";
import type { DiscoveredServer } from "./context";
import { findServer } from "./find-server";

const PARTS = ["path_params", "query_params", "body_schema"] as const;
const part = z.string().optional().describe("A JSON object, as a string");

/**
 * Runs an action at its server, within what the instance there allows. Parameters come in three parts, as open-strata's
 * clients send them; to a tool of MCP they are one object.
 */
export function executeAction({ onlyReads }: { onlyReads: boolean }): LocalTool<readonly DiscoveredServer[]> {
  const inputSchema = z.object({
    server_name: z.string(),
    action_name: z.string(),
    path_params: part,
    query_params: part,
    body_schema: part,
  });
  const description =
    "Runs an action. Its parameters, as get_action_details tells them, go into body_schema; path_params and query_params are taken too, and all three become one.";
  const { definition } = localTool({
    name: "execute_action",
    title: "Execute an action",
    description,
    annotations: onlyReads ? { readOnlyHint: true } : { readOnlyHint: false, destructiveHint: true },
    inputSchema,
    outputSchema: z.looseObject({}),
    run: async () => ({}),
  });

  return {
    name: "execute_action",
    description,
    // What comes back is the action's own, of which nothing is known here.
    definition: () => withoutOutput(definition()),
    async run(servers, given, options) {
      const parsed = inputSchema.safeParse(given);
      if (!parsed.success) {
        throw new ToolRefusal(`Invalid arguments for tool execute_action: ${z.prettifyError(parsed.error)}`);
      }
      const { server_name, action_name, ...parts } = parsed.data;
      const { target } = findServer(servers, server_name);
      return target.callTool({ name: action_name, arguments: joinParts(parts) }, options);
    },
  };
}

function withoutOutput<T extends Fields>({ outputSchema: _, ...tool }: T) {
  return tool as unknown as T;
}

/** @throws ToolRefusal */
function joinParts(parts: { [name in (typeof PARTS)[number]]?: string | undefined }): Fields {
  const joined = new Map<string, unknown>();
  for (const name of PARTS) {
    for (const [parameter, value] of Object.entries(readPart(name, parts[name]))) {
      if (joined.has(parameter))
        throw new ToolRefusal(`The parameter "${parameter}" is given twice. Nothing was called.`);
      joined.set(parameter, value);
    }
  }
  return Object.fromEntries(joined);
}

function readPart(name: string, text: string | undefined): object {
  if (text === undefined || text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const rounded = roundedNumberIn(text);
  if (rounded !== undefined) {
    throw new ToolRefusal(
      `${rounded.slice(0, 40)} in ${name} cannot be passed on with all its digits. Nothing was called.`,
    );
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new ToolRefusal(`${name} has to be a JSON object, as a string. Nothing was called.`);
}
