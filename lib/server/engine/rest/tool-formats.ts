import * as z from "zod/mini";
import type { ListToolsRequest } from "@/lib/contracts/klavis/api";
import { InvalidRequest } from "./validation";

const toolSchema = z.looseObject({
  name: z.string(),
  description: z.string(),
  inputSchema: z.looseObject({}),
});
type Tool = z.output<typeof toolSchema>;
type Format = ListToolsRequest["format"];

const FORMATS: Record<Exclude<Format, "gemini">, (tool: Tool) => object> = {
  mcp_native: (tool) => tool,
  openai: ({ name, description, inputSchema }) => ({
    type: "function",
    function: { name, description, parameters: inputSchema },
  }),
  anthropic: ({ name, description, inputSchema }) => ({ name, description, input_schema: inputSchema }),
};

/**
 * From the tools of an MCP server to the form in which a caller wants them. Gemini's is not served: it knows a part of
 * JSON Schema alone, and what falls outside would be lost without a word.
 * @throws InvalidRequest
 */
export function inFormat(format: Format): (tools: unknown) => object[] {
  if (format !== "gemini") return (tools) => z.array(toolSchema).parse(tools).map(FORMATS[format]);
  const expected = "'openai', 'anthropic' or 'mcp_native'";
  throw new InvalidRequest([
    { loc: ["body", "format"], msg: `Input should be ${expected}`, type: "enum", ctx: { expected } },
  ]);
}
