import { scimDescription } from "@/lib/server/http/scim";
import { serviceProviderConfig } from "@/lib/server/services/scim/description";

export const GET = scimDescription(serviceProviderConfig);
