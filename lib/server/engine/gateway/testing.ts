import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Fields, Target, TargetFactory, Tool, ToolCall } from "../targets/port";
import { INVALID_PARAMS, RpcError } from "../targets/rpc-error";

/** A target with these tools, ten a page, that notes what it is called with. */
export function listedTarget(tools: readonly Tool[]): { target: Target; called: ToolCall[] } {
  const called: ToolCall[] = [];
  const target: Target = {
    serverInfo: { name: "listed", version: "1" },
    capabilities: { tools: {} },
    async listTools({ cursor }) {
      const from = Number(cursor ?? 0);
      const page = { tools: tools.slice(from, from + 10) };
      return from + 10 < tools.length ? { ...page, nextCursor: String(from + 10) } : page;
    },
    findTool: async (name) => tools.find((tool) => tool.name === name),
    async callTool(call) {
      called.push(call);
      return { content: [{ type: "text", text: `called ${call.name}` }], future: { field: 1 } };
    },
    close: async () => {},
  };
  return { target, called };
}

/** Every server stands before the same target. */
export function factoryOf(target: Target): TargetFactory {
  return {
    kind: "remote",
    describe: () => ({ description: "", tools: [] }),
    consent: async () => undefined,
    seeds: () => [],
    open: async () => target,
  };
}

/** A target that answers nothing. */
export function silentTarget(): Target {
  const refuse = async () => {
    throw new RpcError(INVALID_PARAMS, "Not today", { rule: "target" });
  };
  return { ...listedTarget([]).target, listTools: refuse, findTool: refuse, callTool: refuse };
}

const NOUNS = [
  "invoice",
  "customer",
  "ticket",
  "branch",
  "pipeline",
  "calendar",
  "contact",
  "document",
  "message",
  "order",
];
const VERBS = ["list", "get", "search", "create", "update", "delete", "archive", "export", "share", "assign"];
const PLACES = ["account", "team", "project"];

/** Three hundred tools, of which those that list, get, search and export say that they only read. */
export const MANY_TOOLS: readonly Tool[] = PLACES.flatMap((place) =>
  NOUNS.flatMap((noun) =>
    VERBS.map((verb) => ({
      name: `${verb}_${place}_${noun}`,
      description: `${verb} each ${noun} of one ${place}`,
      inputSchema: {
        type: "object",
        properties: { [`${noun}_id`]: { type: "string", description: `Which ${noun}` } },
      },
      annotations: { readOnlyHint: ["list", "get", "search", "export"].includes(verb) },
    })),
  ),
);

/** What was answered, as a program reads it. */
export function structured(result: Fields): Fields {
  return result.structuredContent as Fields;
}

/** Bytes that are in use once everything that nobody holds was collected. */
export function collectedHeap(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}
