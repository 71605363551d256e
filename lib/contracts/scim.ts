import * as z from "zod/mini";
import { storable } from "./text";

/** The schemas and messages of SCIM 2.0 (RFC 7643, RFC 7644) that the console knows. */
export const SCIM = {
  user: "urn:ietf:params:scim:schemas:core:2.0:User",
  list: "urn:ietf:params:scim:api:messages:2.0:ListResponse",
  patch: "urn:ietf:params:scim:api:messages:2.0:PatchOp",
  error: "urn:ietf:params:scim:api:messages:2.0:Error",
  config: "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig",
  resourceType: "urn:ietf:params:scim:schemas:core:2.0:ResourceType",
  schema: "urn:ietf:params:scim:schemas:core:2.0:Schema",
} as const;

const text = z.string().check(z.trim(), z.maxLength(500), storable);

/** Some directories write truth as a text. */
const truth = z.pipe(
  z.union([z.boolean(), z.string()]),
  z.transform((value) => (typeof value === "boolean" ? value : value.toLowerCase() === "true")),
);

const named = z.object({
  formatted: z.optional(text),
  givenName: z.optional(text),
  familyName: z.optional(text),
});
const valued = z.object({ value: z.optional(text), primary: z.optional(truth), type: z.optional(text) });

/** What a directory sends of somebody; what is not named here is ignored, as RFC 7643 lets a server do. */
export const scimUserSchema = z.object({
  userName: z.optional(text),
  externalId: z.optional(z.nullable(text)),
  displayName: z.optional(z.nullable(text)),
  name: z.optional(z.nullable(named)),
  emails: z.optional(z.nullable(z.array(valued).check(z.maxLength(50)))),
  roles: z.optional(z.nullable(z.array(z.union([valued, text])).check(z.maxLength(50)))),
  active: z.optional(truth),
});
export type ScimUser = z.output<typeof scimUserSchema>;

export const scimPatchSchema = z.object({
  Operations: z
    .array(
      z.object({
        op: z.string().check(z.maxLength(20)),
        path: z.optional(z.string().check(z.maxLength(500))),
        value: z.optional(z.unknown()),
      }),
    )
    .check(z.minLength(1), z.maxLength(100)),
});
export type ScimPatch = z.output<typeof scimPatchSchema>;

const whole = (fallback: number) =>
  z.pipe(
    z._default(z.string().check(z.regex(/^-?\d{1,9}$/, { error: "Not a whole number." })), String(fallback)),
    z.transform(Number),
  );

/** Of a list: what a page begins with, from 1, and how many it has. */
export const scimListQuerySchema = z.object({
  filter: z.optional(z.string().check(z.maxLength(1000))),
  startIndex: whole(1),
  count: whole(100),
});
export type ScimListQuery = z.output<typeof scimListQuerySchema>;

export const scimIdParamsSchema = z.object({ id: z.string().check(z.minLength(1), z.maxLength(200)) });

/** `POST /api/sign-in/scim-token`: told once, here, and never again. */
export const scimTokenMadeSchema = z.object({ token: z.string() });
export type ScimTokenMade = z.infer<typeof scimTokenMadeSchema>;

/** `DELETE /api/sign-in/scim-token`: whether there was one. */
export const scimTokenRemovedSchema = z.object({ removed: z.boolean() });
