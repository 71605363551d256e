import { PatchbayError } from "../../errors";

/** What a directory's request has wrong (RFC 7644, section 3.12). */
export type ScimType = "invalidFilter" | "invalidPath" | "invalidSyntax" | "invalidValue" | "uniqueness";

const TYPES = new WeakMap<Error, ScimType>();

/** A refusal that says by SCIM's own word what is wrong. */
export function scimRefusal(type: ScimType, message: string): PatchbayError {
  const error = new PatchbayError(type === "uniqueness" ? "conflict" : "invalid", message);
  TYPES.set(error, type);
  return error;
}

export function scimTypeOf(error: Error): ScimType | undefined {
  return TYPES.get(error);
}
