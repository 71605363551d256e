import * as z from "zod/mini";
import { named } from "./meaning";

/** `GET /user/` */
export const getUsersQuerySchema = z.object({
  page_size: z._default(z.int().check(z.gte(1), z.lte(1000)), 50),
  page_number: z._default(z.int().check(z.gte(1)), 1),
});

export const getUsersResponseSchema = named(
  "GetAllUsersResponse",
  z.object({
    users: z.array(named("UserInfo", z.object({ userId: z.string(), createdAt: z.string() }))),
    totalCount: z.int(),
    page: z.int(),
    pageSize: z.int(),
    totalPages: z.int(),
  }),
);

/** `GET /user/{userId}`; times are ISO 8601. */
export const getUserResponseSchema = named(
  "GetUserResponse",
  z.object({
    userId: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.optional(z.nullable(z.string())),
  }),
);

/** `DELETE /user/{userId}` */
export const deleteUserResponseSchema = named(
  "DeleteUserResponse",
  z.object({ success: z.boolean(), message: z.string() }),
);

const integrationSchema = named(
  "IntegrationItem",
  z.object({ name: z.string(), is_authenticated: z.boolean() }),
);

/** `GET /user/{userId}/integrations` */
export const getUserIntegrationsResponseSchema = named(
  "GetUserIntegrationsResponse",
  z.object({ integrations: z.array(integrationSchema) }),
);
