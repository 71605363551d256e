import { authorizePages } from "../rest/authorize-pages";
import { readBoolean } from "../rest/pydantic/boolean";

/** What an authorize page was asked for beside the instance and the way back. */
export type Asked = {
  /** The OAuth app of one's own to ask as (white label). */
  clientId?: string;
  /** In place of what is asked for without a word. */
  scopes?: readonly string[];
  /** The person's own address of a service that gives each customer one. */
  ownOrigin?: string;
  /** Whether somebody who is connected consents anew. */
  again: boolean;
};

/** How each parameter has to look. What the sandbox and the vendors' MCP servers have no use for is checked all the same. */
const FORMS: Record<string, { pattern: RegExp; words: string }> = {
  subdomain: { pattern: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i, words: "one part of a host name" },
  environment: { pattern: /^(?:sandbox|production)$/, words: "sandbox or production" },
  client_slug: { pattern: /^[\w-]{1,100}$/, words: "letters, digits, - and _" },
  code_challenge: { pattern: /^[\w.~-]{43,128}$/, words: "43 to 128 characters as RFC 7636 allows them" },
  code_challenge_method: { pattern: /^(?:S256|plain)$/, words: "S256 or plain" },
  instance_url: {
    pattern: /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+salesforce\.com\/?$/i,
    words: "the https address of an organisation at salesforce.com, without a path",
  },
  client_id: { pattern: /^[\x20-\x7E]{1,512}$/, words: "at most 512 letters of ASCII" },
};

/** A scope of RFC 6749, section 3.3, less the comma, which stands between some vendors' scopes. */
const SCOPE = /^[\x21\x23-\x2B\x2D-\x5B\x5D-\x7E]{1,200}$/;
const MOST_SCOPES = 100;

/** The scopes of a list with spaces or commas; undefined where it is none. */
function readScopes(list: string): string[] | undefined {
  const scopes = list.split(/[ ,]+/).filter(Boolean);
  const good =
    scopes.length > 0 && scopes.length <= MOST_SCOPES && scopes.every((scope) => SCOPE.test(scope));
  return good ? scopes : undefined;
}

/**
 * Reads the parameters that the API has for the authorize page of a service, and of no other: what a page does not take
 * is not looked at. Empty ones count as left out.
 * @returns `wrong`, for people, where one of them is not what it has to be
 */
export function readAsked(
  slug: string,
  query: (name: string) => string | undefined,
): Asked | { wrong: string } {
  const page = authorizePages().find((each) => each.slug === slug);
  const given = new Map<string, string>();
  for (const { name, required } of page?.parameters ?? []) {
    const value = query(name)?.trim();
    if (value) given.set(name, value);
    else if (required) return { wrong: `It also needs: ${name}.` };
    const form = FORMS[name];
    if (value && form && !form.pattern.test(value)) return { wrong: `Its ${name} has to be ${form.words}.` };
  }
  for (const name of ["scope", "user_scope"]) {
    const list = given.get(name);
    if (list && !readScopes(list)) return { wrong: `Its ${name} holds no list of scopes.` };
  }
  // The engine acts as the person: where a service tells apart what an app and what a person lets it do, the latter.
  const scopes = readScopes(given.get("user_scope") ?? given.get("scope") ?? "");
  const again = readBoolean(given.get("force_refresh") ?? "true");
  if (!("value" in again)) return { wrong: "Its force_refresh has to be true or false." };
  const clientId = given.get("client_id");
  const ownAddress = given.get("instance_url");
  return {
    ...(clientId !== undefined && { clientId }),
    ...(scopes && { scopes }),
    ...(ownAddress !== undefined && { ownOrigin: new URL(ownAddress).origin }),
    again: again.value,
  };
}
