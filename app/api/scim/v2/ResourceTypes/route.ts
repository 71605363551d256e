import { scimDescription } from "@/lib/server/http/scim";
import { resourceTypes } from "@/lib/server/services/scim/description";

export const GET = scimDescription(resourceTypes);
