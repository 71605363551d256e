import * as z from "zod/mini";
import { connectionTypeSchema } from "./create-instance";

/** Shapes of the Klavis API's endpoints beside create, as its public OpenAPI document declares them. */
export const getInstanceResponseSchema = z.object({
  instanceId: z.optional(z.nullable(z.string())),
  authNeeded: z._default(z.boolean(), false),
  isAuthenticated: z._default(z.boolean(), false),
  serverName: z._default(z.string(), ""),
  platform: z._default(z.string(), ""),
  externalUserId: z._default(z.string(), ""),
  oauthUrl: z.optional(z.nullable(z.string())),
});
export type GetInstanceResponse = z.infer<typeof getInstanceResponseSchema>;

export const updateInstanceRequestSchema = z.strictObject({
  isReadOnly: z.optional(z.nullable(z.boolean({ error: "Yes or no." }))),
});

export const updateInstanceResponseSchema = z.object({
  instanceId: z.string(),
  isReadOnly: z.boolean(),
  message: z.string(),
});
export type UpdateInstanceResponse = z.infer<typeof updateInstanceResponseSchema>;

export const statusResponseSchema = z.object({
  success: z.boolean(),
  message: z.optional(z.nullable(z.string())),
});
export type StatusResponse = z.infer<typeof statusResponseSchema>;

const apiKeyAuthSchema = z.strictObject({
  token: z.optional(z.nullable(z.string())),
  api_key: z.optional(z.nullable(z.string())),
});
const generalAuthSchema = z.strictObject({ data: z.optional(z.record(z.string(), z.unknown())) });

export const setAuthRequestSchema = z.object({
  instanceId: z.string({ error: "Name the instance." }),
  authData: z.union([apiKeyAuthSchema, generalAuthSchema], {
    error: "Give a token, an api_key, or data.",
  }),
});
export type SetAuthRequest = z.infer<typeof setAuthRequestSchema>;

const serverToolSchema = z.object({ name: z.string(), description: z.string() });

export const getServersResponseSchema = z.object({
  servers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.optional(z.nullable(z.string())),
      tools: z.optional(z.nullable(z.array(serverToolSchema))),
      authNeeded: z._default(z.boolean(), true),
    }),
  ),
});
export type GetServersResponse = z.infer<typeof getServersResponseSchema>;

export const getUsersResponseSchema = z.object({
  users: z.array(z.object({ userId: z.string(), createdAt: z.string() })),
  totalCount: z.int(),
  page: z.int(),
  pageSize: z.int(),
  totalPages: z.int(),
});
export type GetUsersResponse = z.infer<typeof getUsersResponseSchema>;

export const getUserIntegrationsResponseSchema = z.object({
  integrations: z.array(z.object({ name: z.string(), is_authenticated: z.boolean() })),
});
export type GetUserIntegrationsResponse = z.infer<typeof getUserIntegrationsResponseSchema>;

const toolFormatSchema = z.enum(["openai", "anthropic", "gemini", "mcp_native"]);

/** `POST /mcp-server/list-tools` */
export const listToolsRequestSchema = z.object({
  serverUrl: z.string({ error: "Name the server URL." }),
  connectionType: z._default(connectionTypeSchema, "StreamableHttp"),
  format: z._default(toolFormatSchema, "mcp_native"),
  headers: z.optional(z.nullable(z.record(z.string(), z.string()))),
});
export type ListToolsRequest = z.output<typeof listToolsRequestSchema>;

export const listToolsResponseSchema = z.object({
  success: z.boolean(),
  tools: z.optional(z.nullable(z.array(z.unknown()))),
  format: toolFormatSchema,
  error: z.optional(z.nullable(z.string())),
});
export type ListToolsResponse = z.infer<typeof listToolsResponseSchema>;

/** `POST /mcp-server/call-tool` */
export const callToolRequestSchema = z.object({
  serverUrl: z.string({ error: "Name the server URL." }),
  toolName: z.string({ error: "Name the tool." }),
  toolArgs: z.optional(z.record(z.string(), z.unknown())),
  connectionType: z._default(connectionTypeSchema, "StreamableHttp"),
  headers: z.optional(z.nullable(z.record(z.string(), z.string()))),
});

export const callToolResponseSchema = z.object({
  success: z.boolean(),
  result: z.optional(
    z.nullable(z.object({ content: z.array(z.unknown()), isError: z._default(z.boolean(), false) })),
  ),
  error: z.optional(z.nullable(z.string())),
});
export type CallToolResponse = z.infer<typeof callToolResponseSchema>;
