import * as z from "zod/mini";
import { named } from "./meaning";

/** `POST /oauth/<slug>/refresh_token`, for the four services of Microsoft's and for sandboxes of Notion. */
export const refreshTokenQuerySchema = z.object({ instance_id: z.string() });

export const refreshTokenResponseSchema = named(
  "AzureADOAuthSuccessResponse",
  z.object({
    status: z._default(z.string(), "success"),
    message: z.string(),
    data: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  }),
);

/** How a refusal (400) is told there. */
export const refreshTokenErrorSchema = named(
  "AzureADOAuthErrorResponse",
  z.object({ error: z.string(), message: z.optional(z.nullable(z.string())) }),
);
export type RefreshTokenError = z.infer<typeof refreshTokenErrorSchema>;
