import { emailSchema, memberNameSchema, type Role, roleSchema } from "@/lib/contracts/member";
import { SCIM, type ScimUser } from "@/lib/contracts/scim";
import type { user } from "../../db/schema/auth";
import type { Wanted } from "../members/change";
import { scimRefusal } from "./problem";

type UserRow = typeof user.$inferSelect;

/** A member as a directory sees them (RFC 7643, section 4.1). */
export function serializeScimUser(row: UserRow, appUrl: string) {
  const [givenName = row.name, ...rest] = row.name.split(" ");
  return {
    schemas: [SCIM.user],
    id: row.id,
    ...(row.externalId !== null && { externalId: row.externalId }),
    userName: row.email,
    displayName: row.name,
    name: { formatted: row.name, givenName, ...(rest.length > 0 && { familyName: rest.join(" ") }) },
    emails: [{ value: row.email, type: "work", primary: true }],
    roles: [{ value: row.role, primary: true }],
    active: row.disabledAt === null,
    meta: {
      resourceType: "User",
      created: row.createdAt.toISOString(),
      lastModified: row.updatedAt.toISOString(),
      location: `${appUrl}/api/scim/v2/Users/${encodeURIComponent(row.id)}`,
    },
  };
}
export type ScimResource = ReturnType<typeof serializeScimUser>;

/** What a directory wants of somebody, in the console's words; what it does not say, or says in words unknown here, is left out. */
export function wantedOf(sent: ScimUser, before?: Pick<UserRow, "name">): Wanted {
  const name = nameOf(sent, before);
  return {
    ...(sent.userName !== undefined && { email: addressOf(sent.userName) }),
    ...(name !== undefined && { name }),
    ...(sent.active !== undefined && { isDisabled: !sent.active }),
    ...(sent.externalId !== undefined && { externalId: sent.externalId || null }),
    role: roleOf(sent.roles),
  };
}

/** The user's name is the address by which they sign in. @throws PatchbayError `invalid` */
function addressOf(userName: string): string {
  const email = emailSchema.safeParse(userName).data;
  if (!email) throw scimRefusal("invalidValue", "userName must be an email address.");
  return email;
}

function nameOf({ displayName, name }: ScimUser, before?: Pick<UserRow, "name">): string | undefined {
  const [given = "", ...family] = before?.name.split(" ") ?? [];
  const parts =
    name?.givenName === undefined && name?.familyName === undefined
      ? undefined
      : [name.givenName ?? given, name.familyName ?? family.join(" ")].filter(Boolean).join(" ");
  return [displayName, name?.formatted, parts]
    .map((each) => memberNameSchema.safeParse(each).data)
    .find((each) => each !== undefined);
}

/** The primary one of the roles, or else the first, where the console has such a role. */
function roleOf(roles: ScimUser["roles"]): Role | undefined {
  const values = (roles ?? []).map((each) =>
    typeof each === "string" ? { value: each, primary: false } : each,
  );
  const chosen = values.find(({ primary }) => primary) ?? values[0];
  return roleSchema.safeParse(chosen?.value?.toLowerCase()).data;
}
