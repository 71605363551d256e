import * as z from "zod/mini";
import type { ToolFormat } from "@/lib/contracts/klavis/tools";
import { toGeminiSchema } from "./gemini-schema";
import { callableName } from "./tool-names";

const toolSchema = z.looseObject({
  name: z.string(),
  description: z._default(z.string(), ""),
  inputSchema: z.looseObject({}),
});
type Tool = z.output<typeof toolSchema>;

const FORMATS: Record<ToolFormat, (tool: Tool) => object> = {
  mcp_native: (tool) => tool,
  openai: ({ name, description, inputSchema }) => ({
    type: "function",
    function: { name: callableName(name), description, parameters: inputSchema },
  }),
  anthropic: ({ name, description, inputSchema }) => ({
    name: callableName(name),
    description,
    input_schema: inputSchema,
  }),
  gemini: ({ name, description, inputSchema }) => {
    const parameters = toGeminiSchema(inputSchema);
    return { name: callableName(name), description, ...(parameters && { parameters }) };
  },
};

/** From the tools of an MCP server to the form in which a caller wants them. Gemini takes all of them in one. */
export function inFormat(format: ToolFormat, tools: unknown): object[] {
  const declarations = z.array(toolSchema).parse(tools).map(FORMATS[format]);
  return format === "gemini" ? [{ function_declarations: declarations }] : declarations;
}
