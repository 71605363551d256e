import * as z from "zod/mini";
import { storable } from "./text";

/** A tool that a server URL serves, as MCP describes it; `inputSchema` is JSON Schema, as it came. */
export const toolSchema = z.object({
  name: z.string(),
  title: z.nullable(z.string()),
  description: z.string(),
  /** Only where the tool says so itself (`readOnlyHint: true`); what says nothing may write. */
  readOnly: z.boolean(),
  destructive: z.boolean(),
  inputSchema: z.record(z.string(), z.unknown()),
});
export type Tool = z.infer<typeof toolSchema>;

/** `GET /api/instances/{id}/tools` */
export const listToolsAnswerSchema = z.object({
  tools: z.array(toolSchema),
  /** How many more the server told in a way that cannot be read. */
  unreadable: z.int(),
});
export type ListToolsAnswer = z.infer<typeof listToolsAnswerSchema>;

/** No name of a tool is longer, in characters. */
export const TOOL_NAME_LENGTH = 200;

/** `POST /api/instances/{id}/tools` */
export const callToolFormSchema = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(TOOL_NAME_LENGTH), storable),
  arguments: z._default(z.record(z.string(), z.unknown()), {}),
});
export type CallToolForm = z.output<typeof callToolFormSchema>;

/** MCP content blocks as they came; the browser draws the kinds that it knows and shows the rest as JSON. */
const toolResultSchema = z.object({
  content: z.array(z.record(z.string(), z.unknown())),
  /** What some tools answer beside the blocks, or in their place; null where there is none. */
  structuredContent: z.unknown(),
  isError: z.boolean(),
});
export type ToolResult = z.infer<typeof toolResultSchema>;

export const callToolAnswerSchema = z.extend(toolResultSchema, { milliseconds: z.number() });
export type CallToolAnswer = z.infer<typeof callToolAnswerSchema>;
