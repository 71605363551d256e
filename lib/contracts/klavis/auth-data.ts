import * as z from "zod/mini";
import { klavisServerNameSchema } from "./create-instance";
import { named } from "./meaning";

/** The two forms in which a key reaches an account, and what is told of it again. */
const apiKeyAuthSchema = named(
  "ApiKeyAuth",
  z.strictObject({
    token: z.optional(z.nullable(z.string())),
    api_key: z.optional(z.nullable(z.string())),
  }),
);
const generalAuthSchema = named(
  "GeneralAuth",
  z.strictObject({ data: z.optional(z.record(z.string(), z.unknown())) }),
);
export const authDataSchema = z.union([apiKeyAuthSchema, generalAuthSchema], {
  error: "Give a token, an api_key, or data.",
});
export type AuthData = z.output<typeof authDataSchema>;

/** `POST /mcp-server/instance/set-auth` */
export const setAuthRequestSchema = named(
  "SetAuthRequest",
  z.object({ instanceId: z.string({ error: "Name the instance." }), authData: authDataSchema }),
);

/** `POST /user/set-auth` */
export const setUserAuthRequestSchema = named(
  "SetUserAuthRequest",
  z.object({
    userId: z.string().check(z.minLength(1)),
    serverName: klavisServerNameSchema,
    authData: authDataSchema,
  }),
);

/** What is told of a credential again. */
export const shownAuthDataSchema = z.optional(z.nullable(z.record(z.string(), z.unknown())));

/** `GET /mcp-server/instance/{instanceId}/auth`: raw tokens. */
export const getAuthDataResponseSchema = named(
  "GetAuthDataResponse",
  z.object({
    success: z.boolean(),
    authData: shownAuthDataSchema,
    error: z.optional(z.nullable(z.string())),
  }),
);

/** `GET /user/{userId}/auth/{serverName}`: raw tokens. */
export const getUserAuthResponseSchema = named(
  "GetUserAuthResponse",
  z.object({
    success: z.boolean(),
    userId: z.string(),
    serverName: z.string(),
    authData: shownAuthDataSchema,
    isAuthenticated: z.boolean(),
    message: z.optional(z.nullable(z.string())),
  }),
);
