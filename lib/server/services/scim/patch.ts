import { type ScimPatch, type ScimUser, scimUserSchema } from "@/lib/contracts/scim";
import { scimRefusal } from "./problem";

/** A path to one value of a list, as `emails[type eq "work"].value`, or to a part of an attribute, as `name.givenName`. */
const PATH = /^([a-z]+)(?:\[[^\]]*\])?(?:\.([a-z]+))?$/i;

/** An attribute's name may be written with its schema before it (RFC 7644, section 3.10). */
const SCHEMA = /^urn:ietf:params:scim:schemas:core:2\.0:User:/i;

const LISTS = new Set(["emails", "roles"]);

type Loose = Record<string, unknown>;

/**
 * What the operations of a PATCH want of somebody (RFC 7644, section 3.5.2), as though it had been sent whole: later ones
 * before earlier ones. Both forms are taken, with a path and with an object of attributes, and words in any case.
 * @throws PatchbayError `invalid`
 */
export function patchedUser({ Operations }: ScimPatch): ScimUser {
  const wanted: Loose = {};
  for (const { op, path, value } of Operations) {
    const verb = op.toLowerCase();
    if (!["add", "replace", "remove"].includes(verb)) {
      throw scimRefusal("invalidSyntax", "An operation is add, replace or remove.");
    }
    if (verb === "remove") {
      if (path === undefined) throw scimRefusal("invalidPath", "What is removed takes a path.");
      // Of a member there is nothing that could be missing, but for what the directory calls them.
      if (/^externalId$/i.test(path)) wanted.externalId = null;
    } else if (path !== undefined) {
      put(wanted, path, value);
    } else if (isObject(value)) {
      for (const [name, each] of Object.entries(value)) put(wanted, name, each);
    } else {
      throw scimRefusal("invalidSyntax", "Without a path, the value is an object of attributes.");
    }
  }
  const parsed = scimUserSchema.safeParse(wanted);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw scimRefusal("invalidValue", `${issue?.path.join(".") ?? "The value"} is not what it must be.`);
  }
  return parsed.data;
}

function put(wanted: Loose, path: string, value: unknown): void {
  const [, name = "", part] = PATH.exec(path.replace(SCHEMA, "")) ?? [];
  const attribute = Object.keys(scimUserSchema.shape).find(
    (each) => each.toLowerCase() === name.toLowerCase(),
  );
  // Of what the console keeps nothing, it takes everything.
  if (!attribute) return;
  if (LISTS.has(attribute)) {
    const listed = part === undefined ? [value].flat() : [{ [part]: value, primary: true }];
    wanted[attribute] = listed;
  } else if (attribute === "name") {
    const before = isObject(wanted.name) ? wanted.name : {};
    const more = part === undefined ? value : { [canonical(part)]: value };
    wanted.name = isObject(more) ? { ...before, ...more } : more;
  } else {
    wanted[attribute] = value;
  }
}

const PARTS = ["formatted", "givenName", "familyName"];

function canonical(part: string): string {
  return PARTS.find((each) => each.toLowerCase() === part.toLowerCase()) ?? part;
}

function isObject(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
