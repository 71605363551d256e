import * as z from "zod";
import type { Fields, Tool } from "../../targets/port";
import type { Shelf } from "../records";

/** Why a tool did not do what it was asked: a sentence for the agent, answered as a tool error. */
export class ToolRefusal extends Error {
  override name = "ToolRefusal";
}

/** The records of a kind in the sandbox that the call came in for. */
type OpenShelf = (kind: string) => Shelf;

type Definition<Input, Output extends Fields> = {
  name: string;
  title: string;
  description: string;
  annotations: { readOnlyHint: boolean; destructiveHint?: boolean; idempotentHint?: boolean };
  inputSchema: z.ZodType<Input>;
  outputSchema: z.ZodType<Output>;
  run(shelf: OpenShelf, input: Input): Promise<Output>;
};

export type SandboxTool = {
  name: string;
  description: string;
  /** As `tools/list` tells it. */
  definition(): Tool;
  /** @throws ToolRefusal, also where the arguments do not fit. */
  run(shelf: OpenShelf, given: Fields): Promise<Fields>;
};

/** A tool whose input and output are known only to itself, so that tools of all shapes go in one list. */
export function sandboxTool<Input, Output extends Fields>(tool: Definition<Input, Output>): SandboxTool {
  const { name, title, description, annotations, inputSchema, outputSchema } = tool;
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
    async run(shelf, given) {
      const parsed = inputSchema.safeParse(given);
      if (parsed.success) return tool.run(shelf, parsed.data);
      throw new ToolRefusal(`Invalid arguments for tool ${name}: ${describeIssues(parsed.error)}`);
    },
  };
}

function describeIssues({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message))
    .join(", ");
}
