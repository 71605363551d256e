import * as z from "zod";
import type { Fields, RequestOptions, Target, Tool } from "./port";
import { INVALID_PARAMS, RpcError } from "./rpc-error";

/** Why a tool did not do what it was asked: a sentence for the agent, answered as a tool error. */
export class ToolRefusal extends Error {
  override name = "ToolRefusal";
}

type Definition<Context, Input, Output extends Fields> = {
  name: string;
  title: string;
  description: string;
  annotations: {
    readOnlyHint: boolean;
    destructiveHint?: boolean;
    idempotentHint?: boolean;
    openWorldHint?: boolean;
  };
  inputSchema: z.ZodType<Input>;
  outputSchema: z.ZodType<Output>;
  /** What a model reads; where it is left out, the output as JSON. */
  content?(output: Output): Fields[];
  run(context: Context, input: Input, options: RequestOptions): Promise<Output>;
};

/** A tool that the engine runs itself, on what `Context` gives it. */
export type LocalTool<Context> = {
  name: string;
  description: string;
  /** As `tools/list` tells it. */
  definition(): Tool;
  /** @throws ToolRefusal, also where the arguments do not fit. */
  run(context: Context, given: Fields, options: RequestOptions): Promise<Fields>;
};

/** A tool whose input and output are known only to itself, so that tools of all shapes go in one list. */
export function localTool<Context, Input, Output extends Fields>(
  tool: Definition<Context, Input, Output>,
): LocalTool<Context> {
  const { name, title, description, annotations, inputSchema, outputSchema } = tool;
  const content = tool.content ?? ((output) => [{ type: "text", text: JSON.stringify(output) }]);
  let definition: Tool | undefined;
  return {
    name,
    description,
    definition() {
      definition ??= {
        name,
        title,
        description,
        annotations,
        inputSchema: z.toJSONSchema(inputSchema, { io: "input" }),
        outputSchema: z.toJSONSchema(outputSchema, { io: "output" }),
      };
      return definition;
    },
    async run(context, given, options) {
      const parsed = inputSchema.safeParse(given);
      if (!parsed.success) {
        throw new ToolRefusal(`Invalid arguments for tool ${name}: ${describeIssues(parsed.error)}`);
      }
      const structuredContent = await tool.run(context, parsed.data, options);
      return { content: content(structuredContent), structuredContent };
    },
  };
}

type LocalTarget<Context> = Pick<Target, "serverInfo" | "instructions"> & {
  tools: ReadonlyMap<string, LocalTool<Context>>;
  context: Context;
  /** Told of failures that no tool foresaw. */
  onFailure(error: unknown, options: RequestOptions): void;
};

/** A target whose tools the engine runs itself. */
export function localTarget<Context>({
  tools,
  context,
  onFailure,
  ...described
}: LocalTarget<Context>): Target {
  return {
    ...described,
    capabilities: { tools: { listChanged: false } },
    listTools: async () => ({ tools: [...tools.values()].map((tool) => tool.definition()) }),
    findTool: async (name) => tools.get(name)?.definition(),
    async callTool({ name, arguments: given = {} }, options) {
      const tool = tools.get(name);
      if (!tool) throw new RpcError(INVALID_PARAMS, `Tool ${name} not found`);
      try {
        return await tool.run(context, given, options);
      } catch (error) {
        if (error instanceof ToolRefusal) return toolError(error.message);
        if (error instanceof RpcError) throw error;
        onFailure(error, options);
        return toolError("The tool failed. Nothing is known of why; try again.");
      }
    },
    close: async () => {},
  };
}

function toolError(text: string): Fields {
  return { content: [{ type: "text", text }], isError: true };
}

function describeIssues({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message))
    .join(", ");
}
