import * as z from "zod/mini";
import { authDataSchema, shownAuthDataSchema } from "./auth-data";
import { klavisServerNameSchema } from "./create-instance";
import { named } from "./meaning";

/** Several servers of one user at one URL, as the API calls it: a Strata. */
const all = z.literal("ALL");
const serversSchema = z.optional(z.nullable(z.union([z.array(klavisServerNameSchema), all])));

const headersSchema = z.optional(z.nullable(z.record(z.string(), z.string())));
const externalServerSchema = named(
  "ExternalServerRequest",
  z.object({
    name: z.string().check(z.minLength(1)),
    url: z.string().check(z.minLength(1)),
    headers: headersSchema,
  }),
);
const externalServersSchema = z.optional(z.nullable(z.array(externalServerSchema)));
const externalServerInfoSchema = named(
  "ExternalServerInfo",
  z.object({ name: z.string(), url: z.string(), headers: headersSchema }),
);

const names = z.array(z.string());
const urls = z.optional(z.record(z.string(), z.string()));

/** `POST /mcp-server/strata/create` */
export const createStrataRequestSchema = named(
  "StrataCreateRequest",
  z.object({
    userId: z.string().check(z.minLength(1)),
    servers: serversSchema,
    externalServers: externalServersSchema,
    enableAuthHandling: z._default(z.boolean(), true),
  }),
);

export const createStrataResponseSchema = named(
  "StrataCreateResponse",
  z.object({
    strataServerUrl: z.string(),
    strataId: z.string(),
    addedServers: names,
    addedExternalServers: z.optional(z.array(externalServerInfoSchema)),
    oauthUrls: urls,
    apiKeyUrls: urls,
  }),
);

/** `POST /mcp-server/strata/add` */
export const addToStrataRequestSchema = named(
  "StrataAddServersRequest",
  z.object({
    strataId: z.string().check(z.minLength(1)),
    servers: serversSchema,
    externalServers: externalServersSchema,
  }),
);

export const addToStrataResponseSchema = named(
  "StrataAddServersResponse",
  z.object({
    addedServers: names,
    addedExternalServers: z.optional(z.array(externalServerInfoSchema)),
    oauthUrls: urls,
    apiKeyUrls: urls,
  }),
);

/** `DELETE /mcp-server/strata/{strataId}/servers` */
export const removeFromStrataQuerySchema = z.object({
  servers: z.optional(z.nullable(z.array(z.union([klavisServerNameSchema, all])))),
  externalServers: z.optional(z.nullable(z.string())),
});

export const removeFromStrataResponseSchema = named(
  "StrataDeleteServersResponse",
  z.object({ deletedServers: names, deletedExternalServers: names }),
);

/** `GET /mcp-server/strata/{strataId}` */
export const getStrataResponseSchema = named(
  "StrataGetResponse",
  z.object({
    strataServerUrl: z.string(),
    strataId: z.string(),
    connectedServers: names,
    connectedExternalServers: z.array(externalServerInfoSchema),
    oauthUrls: urls,
    apiKeyUrls: urls,
  }),
);

/** `GET /mcp-server/strata/{strataId}/raw-actions` */
export const strataRawActionsQuerySchema = z.object({ server: klavisServerNameSchema });

export const strataRawActionsResponseSchema = named(
  "StrataRawActionsResponse",
  z.object({
    strataId: z.string(),
    server: z.string(),
    result: z.optional(z.record(z.string(), z.unknown())),
  }),
);

/** `POST /mcp-server/strata/set-auth` */
export const setStrataAuthRequestSchema = named(
  "StrataSetAuthRequest",
  z.object({ strataId: z.string(), serverName: klavisServerNameSchema, authData: authDataSchema }),
);

/** `GET /mcp-server/strata/{strataId}/auth/{serverName}`: raw tokens. */
export const getStrataAuthResponseSchema = named(
  "StrataGetAuthResponse",
  z.object({
    success: z.boolean(),
    serverName: z.string(),
    authData: shownAuthDataSchema,
    isAuthenticated: z.boolean(),
    message: z.optional(z.nullable(z.string())),
  }),
);
