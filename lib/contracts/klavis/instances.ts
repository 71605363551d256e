import * as z from "zod/mini";
import { klavisServerNameSchema } from "./create-instance";
import { named } from "./meaning";

/** `GET /mcp-server/instance/{instanceId}` */
export const getInstanceResponseSchema = named(
  "GetInstanceResponse",
  z.object({
    instanceId: z.optional(z.nullable(z.string())),
    authNeeded: z._default(z.boolean(), false),
    isAuthenticated: z._default(z.boolean(), false),
    serverName: z._default(z.string(), ""),
    platform: z._default(z.string(), ""),
    externalUserId: z._default(z.string(), ""),
    oauthUrl: z.optional(z.nullable(z.string())),
  }),
);

/** `PATCH /mcp-server/instance/{instanceId}` */
export const updateInstanceRequestSchema = named(
  "UpdateServerInstanceRequest",
  z.strictObject({ isReadOnly: z.optional(z.nullable(z.boolean({ error: "Yes or no." }))) }),
);

export const updateInstanceResponseSchema = named(
  "UpdateServerInstanceResponse",
  z.object({ instanceId: z.string(), isReadOnly: z.boolean(), message: z.string() }),
);

/** `POST /mcp-server/self-hosted/instance/create` */
export const createSelfHostedRequestSchema = named(
  "CreateSelfHostedServerRequest",
  z.object({ serverName: klavisServerNameSchema, userId: z.string().check(z.minLength(1)) }),
);

export const createSelfHostedResponseSchema = named(
  "CreateSelfHostedServerResponse",
  z.object({ instanceId: z.string(), oauthUrl: z.optional(z.nullable(z.string())) }),
);

/** `POST /mcp-server/oauth-url`: gone from the newest document of the API, and still called. */
export const oauthUrlRequestSchema = named(
  "GetOAuthUrlRequest",
  z.object({
    serverName: klavisServerNameSchema,
    instanceId: z.string(),
    clientId: z.optional(z.nullable(z.string())),
    scope: z.optional(z.nullable(z.string())),
    redirectUrl: z.optional(z.nullable(z.string())),
  }),
);

export const oauthUrlResponseSchema = named("GetOAuthUrlResponse", z.object({ oauthUrl: z.string() }));

/** `GET /mcp-server/instance/{instanceId}/raw-actions` */
export const rawActionsResponseSchema = named(
  "RawActionsResponse",
  z.object({
    instanceId: z.string(),
    serverName: z.string(),
    result: z.optional(z.record(z.string(), z.unknown())),
  }),
);

const serverToolSchema = named("ServerTool", z.object({ name: z.string(), description: z.string() }));
const serverSchema = named(
  "McpServer",
  z.object({
    id: z.string(),
    name: z.string(),
    description: z.optional(z.nullable(z.string())),
    tools: z.optional(z.nullable(z.array(serverToolSchema))),
    authNeeded: z._default(z.boolean(), true),
  }),
);

/** `GET /mcp-server/servers` */
export const getServersResponseSchema = named(
  "GetMcpServersResponse",
  z.object({ servers: z.array(serverSchema) }),
);
