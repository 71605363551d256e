import { scimDescription } from "@/lib/server/http/scim";
import { schemas } from "@/lib/server/services/scim/description";

export const GET = scimDescription(schemas);
