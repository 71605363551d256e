import { scimIdParamsSchema, scimPatchSchema, scimUserSchema } from "@/lib/contracts/scim";
import { scimRoute } from "@/lib/server/http/scim";
import {
  patchScimUser,
  readScimUser,
  removeScimUser,
  replaceScimUser,
} from "@/lib/server/services/scim/users";

const params = scimIdParamsSchema;

export const GET = scimRoute({ service: readScimUser, params });

export const PUT = scimRoute({ service: replaceScimUser, params, body: scimUserSchema });

export const PATCH = scimRoute({ service: patchScimUser, params, body: scimPatchSchema });

export const DELETE = scimRoute({ service: removeScimUser, params, status: 204 });
