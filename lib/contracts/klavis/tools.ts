import * as z from "zod/mini";
import { connectionTypeSchema } from "./create-instance";
import { named } from "./meaning";

export const toolFormatSchema = named("ToolFormat", z.enum(["openai", "anthropic", "gemini", "mcp_native"]));
export type ToolFormat = z.infer<typeof toolFormatSchema>;

/** `POST /mcp-server/list-tools` */
export const listToolsRequestSchema = named(
  "ListToolsRequest",
  z.object({
    serverUrl: z.string({ error: "Name the server URL." }),
    connectionType: z._default(connectionTypeSchema, "StreamableHttp"),
    format: z._default(toolFormatSchema, "mcp_native"),
    headers: z.optional(z.nullable(z.record(z.string(), z.string()))),
  }),
);

export const listToolsResponseSchema = named(
  "ListToolsResponse",
  z.object({
    success: z.boolean(),
    tools: z.optional(z.nullable(z.array(z.unknown()))),
    format: toolFormatSchema,
    error: z.optional(z.nullable(z.string())),
  }),
);

/** `GET /mcp-server/tools/{serverName}` */
export const getToolsQuerySchema = z.object({
  format: z._default(toolFormatSchema, "mcp_native"),
  legacy: z._default(z.boolean(), false),
});

/** `POST /mcp-server/call-tool` */
export const callToolRequestSchema = named(
  "CallToolRequest",
  z.object({
    serverUrl: z.string({ error: "Name the server URL." }),
    toolName: z.string({ error: "Name the tool." }),
    toolArgs: z.optional(z.record(z.string(), z.unknown())),
    connectionType: z._default(connectionTypeSchema, "StreamableHttp"),
    headers: z.optional(z.nullable(z.record(z.string(), z.string()))),
  }),
);

const callToolResultSchema = named(
  "CallToolResult",
  z.object({ content: z.array(z.unknown()), isError: z._default(z.boolean(), false) }),
);

export const callToolResponseSchema = named(
  "CallToolResponse",
  z.object({
    success: z.boolean(),
    result: z.optional(z.nullable(callToolResultSchema)),
    error: z.optional(z.nullable(z.string())),
  }),
);
