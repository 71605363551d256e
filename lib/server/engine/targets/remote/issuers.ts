/** What was reviewed of an authorization server that keeps to no document, or to another one. */
export type IssuerQuirks = {
  /** Names under which its answers come as well. */
  alsoKnownAs?: readonly string[];
  /** To be added to every authorization request. */
  authorizeParameters?: Readonly<Record<string, string>>;
  /** Used where it publishes no metadata, and in place of what it publishes. */
  endpoints?: { authorization?: string; token?: string; registration?: string };
  /** What stands between scopes; a space where it is left out. */
  scopeSeparator?: string;
  /** The field of a token answer that holds the tokens. */
  tokensAt?: string;
  /** Takes no `resource` (RFC 8707). */
  omitResource?: true;
  /** Asks for the scopes again at each refresh. */
  scopeOnRefresh?: true;
  /** Does S256, though its metadata does not say so. */
  pkceUnannounced?: true;
  /** Its metadata names another issuer than the one that was asked. */
  echoesOtherIssuer?: true;
  /** Answers for each customer at an address of their own as well, and there under that address as its name. */
  hasOwnAddresses?: true;
};

/**
 * By issuer, to the letter. An entry is an exception from a rule of security or of a document, so each is made by review
 * of what the vendor itself says, and never by what an answer says of itself.
 */
const ISSUERS: Readonly<Record<string, IssuerQuirks>> = {
  // Without both, no refresh token comes.
  "https://accounts.google.com": { authorizeParameters: { access_type: "offline", prompt: "consent" } },
  "https://www.dropbox.com": { authorizeParameters: { token_access_type: "offline" } },
  "https://login.salesforce.com": { echoesOtherIssuer: true, hasOwnAddresses: true },
  "https://slack.com": {
    alsoKnownAs: ["https://mcp.slack.com"],
    endpoints: {
      authorization: "https://slack.com/oauth/v2_user/authorize",
      token: "https://slack.com/api/oauth.v2.user.access",
    },
    scopeSeparator: ",",
    tokensAt: "authed_user",
  },
  "https://github.com/login/oauth": {
    endpoints: {
      authorization: "https://github.com/login/oauth/authorize",
      token: "https://github.com/login/oauth/access_token",
    },
  },
  "https://mcp.hubspot.com": {
    endpoints: {
      authorization: "https://mcp.hubspot.com/oauth/authorize/user",
      token: "https://mcp.hubspot.com/oauth/v3/token",
    },
  },
  "https://vercel.com": {
    endpoints: {
      authorization: "https://vercel.com/oauth/authorize",
      token: "https://vercel.com/api/login/oauth/token",
    },
  },
  "https://public-api.wordpress.com": {
    endpoints: { authorization: "https://public-api.wordpress.com/oauth2-1/authorize" },
  },
  "https://app.attio.com": {
    endpoints: {
      authorization: "https://app.attio.com/oidc/authorize",
      registration: "https://app.attio.com/oauth/register",
    },
  },
  "https://api.supabase.com": {
    endpoints: { registration: "https://api.supabase.com/platform/oauth/apps/register" },
  },
};

/** For issuers that have one name for each tenant: what holds for all of them. */
const TENANTS: readonly [RegExp, IssuerQuirks][] = [
  [
    /^https:\/\/login\.microsoftonline\.com\/[\w.-]+\/v2\.0$/,
    { omitResource: true, scopeOnRefresh: true, pkceUnannounced: true },
  ],
];

/** What was reviewed of an issuer, also under another name of its own; nothing for most. */
export function quirksOf(issuer: string): IssuerQuirks {
  const exact = Object.hasOwn(ISSUERS, issuer) ? ISSUERS[issuer] : undefined;
  if (exact) return exact;
  const paired = Object.values(ISSUERS).find(({ alsoKnownAs }) => alsoKnownAs?.includes(issuer));
  return paired ?? TENANTS.find(([pattern]) => pattern.test(issuer))?.[1] ?? {};
}

/** All that is known by name, for whoever checks it. */
export const KNOWN_ISSUERS = Object.entries(ISSUERS);
