import * as z from "zod/mini";
import type { ServerName } from "../server-name";
import { CONNECTION_TYPES, type ConnectionType } from "../terms/transport";
import { meanings, named } from "./meaning";
import { resolveFurtherName, resolveKlavisName, SERVER_NAMES } from "./server-name";

/**
 * The contract of `POST /mcp-server/instance/create`, field for field (OpenAPI 3.1, `CreateServerRequest` and
 * `CreateServerResponse`). It types the form, the fetcher, the route handler, the HTTP adapter and the engine.
 */
export const connectionTypeSchema = named(
  "ConnectionType",
  z.enum(CONNECTION_TYPES, { error: "Choose Streamable HTTP or SSE." }),
);
export type { ConnectionType };

/** A server name in any spelling that the contract allows; parses to the contract's own. */
export const klavisServerNameSchema = z.pipe(
  z.string({
    error: (issue) => (issue.input == null || issue.input === "" ? "Choose a server." : "Not a text."),
  }),
  z.transform((name, context): ServerName => {
    const resolved = resolveKlavisName(name) ?? (resolveFurtherName(name) as ServerName | undefined);
    if (resolved) return resolved;
    context.issues.push({
      code: "invalid_value",
      values: [],
      input: name,
      message: name.trim() === "" ? "Choose a server." : `No server is called "${name}".`,
    });
    return z.NEVER;
  }),
);
meanings.add(klavisServerNameSchema, { id: "McpServerName", values: SERVER_NAMES });

export const createServerRequestSchema = z.object({
  serverName: klavisServerNameSchema,
  userId: z
    .string({ error: "Name the user this server is for." })
    .check(z.minLength(1, { error: "Name the user this server is for." })),
  platformName: z.optional(
    z.nullable(
      z
        .string({ error: "The platform name is a text." })
        .check(z.minLength(1, { error: "Leave the platform out, or name it." })),
    ),
  ),
  connectionType: z._default(connectionTypeSchema, "StreamableHttp"),
  legacy: z._default(z.boolean({ error: "Yes or no." }), false),
  isReadOnly: z._default(z.boolean({ error: "Yes or no." }), false),
});
/** As it is understood: every default filled in, the name in the contract's spelling. */
export type CreateServerRequest = z.output<typeof createServerRequestSchema>;

export const createServerResponseSchema = z.object({
  serverUrl: z.string(),
  instanceId: z.string(),
  oauthUrl: z.optional(z.nullable(z.string())),
});

/** One entry of a 422 body's `detail`. */
export const validationErrorSchema = z.object({
  loc: z.array(z.union([z.string(), z.int()])),
  msg: z.string(),
  type: z.string(),
  input: z.optional(z.unknown()),
  ctx: z.optional(z.record(z.string(), z.unknown())),
});
export type ValidationError = z.infer<typeof validationErrorSchema>;

/** The body of a 422 (`HTTPValidationError`). */
export const httpValidationErrorSchema = z.object({ detail: z.optional(z.array(validationErrorSchema)) });

named("CreateServerRequest", createServerRequestSchema);
named("CreateServerResponse", createServerResponseSchema);
named("ValidationError", validationErrorSchema);
named("HTTPValidationError", httpValidationErrorSchema);
