import type {
  CallToolResult,
  McpServer,
  StandardSchemaWithJSON,
  ToolAnnotations,
} from "@modelcontextprotocol/server";
import type { Shelf } from "../../store/records";

/** Why a tool did not do what it was asked: a sentence for the agent, answered as a tool error. */
export class ToolRefusal extends Error {
  override name = "ToolRefusal";
}

/** What a call needs of the instance that it came in for. */
export type ToolContext = {
  /** @throws ToolRefusal where the instance's account is not connected. */
  requireConnection(): void;
  shelf(kind: string): Shelf;
  /** Told of failures that no tool foresaw. */
  onFailure(error: unknown): void;
};

type Definition<Input, Output extends Record<string, unknown>> = {
  name: string;
  title: string;
  description: string;
  annotations: ToolAnnotations;
  inputSchema: StandardSchemaWithJSON<unknown, Input>;
  outputSchema: StandardSchemaWithJSON<unknown, Output>;
  run(context: ToolContext, input: Input): Promise<Output>;
};

export type SandboxTool = {
  name: string;
  description: string;
  /** Whether it says of itself that it only reads. What does not say so, writes. */
  readOnly: boolean;
  register(server: McpServer, context: ToolContext): void;
};

/** A tool whose input and output are known only to itself, so that tools of all shapes go in one list. */
export function sandboxTool<Input, Output extends Record<string, unknown>>(
  definition: Definition<Input, Output>,
): SandboxTool {
  const { name, run, ...config } = definition;
  return {
    name,
    description: config.description,
    readOnly: config.annotations.readOnlyHint === true,
    register(server, context) {
      server.registerTool(name, config, (input: Input) => answer(context, () => run(context, input)));
    },
  };
}

/** The SDK would tell the client any error's message; only refusals are written for it. */
async function answer(
  context: ToolContext,
  act: () => Promise<Record<string, unknown>>,
): Promise<CallToolResult> {
  try {
    context.requireConnection();
    const structuredContent = await act();
    return { content: [{ type: "text", text: JSON.stringify(structuredContent) }], structuredContent };
  } catch (error) {
    if (error instanceof ToolRefusal) return toolError(error.message);
    context.onFailure(error);
    return toolError("The sandbox failed. Nothing is known of why; try again.");
  }
}

function toolError(text: string): CallToolResult {
  return { content: [{ type: "text", text }], isError: true };
}
