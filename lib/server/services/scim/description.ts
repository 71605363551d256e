import { SCIM } from "@/lib/contracts/scim";

const URL_OF = (appUrl: string, name: string) => `${appUrl}/api/scim/v2/${name}`;

/** What a directory may expect (RFC 7643, section 5). */
export function serviceProviderConfig(appUrl: string) {
  const no = { supported: false };
  return {
    schemas: [SCIM.config],
    patch: { supported: true },
    bulk: { ...no, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: 200 },
    changePassword: no,
    sort: no,
    etag: no,
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "Bearer token",
        description: "The token that an administrator makes on the page Sign-in.",
        primary: true,
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: URL_OF(appUrl, "ServiceProviderConfig") },
  };
}

/** There are users alone (RFC 7643, section 6). */
export function resourceTypes(appUrl: string) {
  return listOf([
    {
      schemas: [SCIM.resourceType],
      id: "User",
      name: "User",
      endpoint: "/Users",
      description: "A member of the console",
      schema: SCIM.user,
      meta: { resourceType: "ResourceType", location: URL_OF(appUrl, "ResourceTypes/User") },
    },
  ]);
}

/** The attributes that are kept of a user (RFC 7643, section 7). */
export function schemas(appUrl: string) {
  const attribute = (name: string, more: object = {}) => ({
    name,
    type: "string",
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
    ...more,
  });
  const value = attribute("value");
  const list = (name: string) =>
    attribute(name, {
      type: "complex",
      multiValued: true,
      subAttributes: [value, attribute("primary", { type: "boolean" })],
    });
  return listOf([
    {
      schemas: [SCIM.schema],
      id: SCIM.user,
      name: "User",
      description: "A member of the console",
      attributes: [
        attribute("userName", { required: true, uniqueness: "server" }),
        attribute("externalId", { caseExact: true, uniqueness: "server" }),
        attribute("displayName"),
        attribute("name", {
          type: "complex",
          subAttributes: ["formatted", "givenName", "familyName"].map((each) => attribute(each)),
        }),
        list("emails"),
        list("roles"),
        attribute("active", { type: "boolean" }),
      ],
      meta: { resourceType: "Schema", location: URL_OF(appUrl, `Schemas/${SCIM.user}`) },
    },
  ]);
}

function listOf<Resource>(Resources: Resource[]) {
  const totalResults = Resources.length;
  return { schemas: [SCIM.list], totalResults, startIndex: 1, itemsPerPage: totalResults, Resources };
}
