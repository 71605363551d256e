import { eq, isNotNull, isNull, type SQL } from "drizzle-orm";
import { user } from "../../db/schema/auth";
import { scimRefusal } from "./problem";

const FILTER = /^\s*([a-z.]+|emails\[type eq "work"\]\.value)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)\s*$/i;

/**
 * What directories ask for: one attribute that equals one value (RFC 7644, section 3.4.2.2).
 * @throws PatchbayError `invalid` for every other filter: an answer that leaves it out would be a wrong one
 */
export function filterOf(filter: string | undefined): SQL | undefined {
  if (filter === undefined || filter.trim() === "") return undefined;
  const [, name = "", literal = ""] = FILTER.exec(filter) ?? [];
  const value = literalOf(literal);
  switch (name.toLowerCase()) {
    case "username":
    case "emails":
    case "emails.value":
    case 'emails[type eq "work"].value':
      if (typeof value === "string") return eq(user.email, value.trim().toLowerCase());
      break;
    case "externalid":
      if (typeof value === "string") return eq(user.externalId, value);
      break;
    case "id":
      if (typeof value === "string") return eq(user.id, value);
      break;
    case "active":
      if (typeof value === "boolean") return value ? isNull(user.disabledAt) : isNotNull(user.disabledAt);
      break;
  }
  throw scimRefusal("invalidFilter", 'Filters are of the form: userName eq "ana@example.com".');
}

function literalOf(literal: string): unknown {
  try {
    return JSON.parse(literal.startsWith('"') ? literal : literal.toLowerCase());
  } catch {
    return undefined;
  }
}
