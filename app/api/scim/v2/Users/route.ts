import { scimListQuerySchema, scimUserSchema } from "@/lib/contracts/scim";
import { scimRoute } from "@/lib/server/http/scim";
import { createScimUser, listScimUsers } from "@/lib/server/services/scim/users";

export const GET = scimRoute({ service: listScimUsers, query: scimListQuerySchema });

export const POST = scimRoute({ service: createScimUser, body: scimUserSchema, status: 201 });
