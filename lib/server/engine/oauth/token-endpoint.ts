import * as z from "zod/mini";
import type { EngineContext } from "../context";
import type { OAuthClient } from "../store/clients";
import type { Grant, Tokens } from "../store/credentials";
import { quirksOf } from "../targets/remote/issuers";

/** A token endpoint's success (RFC 6749, section 5.1), as far as it is kept. */
const tokensSchema = z.object({
  access_token: z.string().check(z.minLength(1)),
  token_type: z._default(z.string(), "Bearer"),
  /** Seconds; some write them as a text, and none is made up where there is none. */
  expires_in: z.optional(z.catch(z.optional(z.coerce.number().check(z.positive())), undefined)),
  refresh_token: z.optional(z.string().check(z.minLength(1))),
  scope: z.optional(z.string()),
});
const errorSchema = z.object({
  error: z.string().check(z.regex(/^[\x20-\x7e]{1,100}$/)),
  error_description: z.optional(z.unknown()),
});

/** Tokens; or whether the grant is dead for good, and why there are none: for the log and the ledger. */
export type TokenOutcome =
  | { tokens: Tokens; reason?: never }
  | { tokens?: never; dead: boolean; reason: string };

type Reach = Pick<EngineContext, "fetch" | "providerTimeout">;

/** Asks a token endpoint, the one that the grant is bound to and no other. Never throws for what the provider does. */
export async function requestTokens(
  { fetch, providerTimeout }: Reach,
  grant: Pick<Grant, "issuer" | "tokenEndpoint" | "resource" | "authMethods">,
  client: OAuthClient,
  parameters: Record<string, string>,
): Promise<TokenOutcome> {
  const body = new URLSearchParams(parameters);
  if (grant.resource !== undefined) body.set("resource", grant.resource);
  const headers = new Headers({
    "Content-Type": "application/x-www-form-urlencoded",
    Accept: "application/json",
  });
  authenticate(client, grant.authMethods, headers, body);
  try {
    const response = await fetch(grant.tokenEndpoint, {
      method: "POST",
      headers,
      body: body.toString(),
      redirect: "manual",
      limits: { headers: providerTimeout, whole: providerTimeout },
    });
    return readOutcome(response.status, await response.text(), quirksOf(grant.issuer).tokensAt);
  } catch (error) {
    return { dead: false, reason: error instanceof Error ? error.message : "the provider did not answer" };
  }
}

function readOutcome(status: number, text: string, tokensAt: string | undefined): TokenOutcome {
  const answer = parse(text);
  const failure = errorSchema.safeParse(answer);
  const nested =
    tokensAt !== undefined ? (answer as Record<string, unknown> | undefined)?.[tokensAt] : undefined;
  const tokens = status >= 200 && status < 300 ? tokensSchema.safeParse(nested ?? answer) : undefined;
  if (tokens?.success && !failure.success) return { tokens: tokens.data };
  // Some vendors refuse with 200; none that is busy or broken has decided anything about the grant.
  const decided = status < 500 && status !== 429;
  const dead = decided && failure.data?.error === "invalid_grant";
  if (failure.success) return { dead, reason: `the token endpoint answered ${status} ${failure.data.error}` };
  const odd = status >= 200 && status < 300;
  return {
    dead: false,
    reason: odd ? "the token endpoint's answer made no sense" : `the token endpoint answered ${status}`,
  };
}

/** As the registration allows (RFC 6749, section 2.3); a client without a secret names itself alone. */
function authenticate(
  { clientId, clientSecret }: OAuthClient,
  methods: readonly string[] | undefined,
  headers: Headers,
  body: URLSearchParams,
): void {
  const inHeader = methods ? methods.includes("client_secret_basic") : true;
  if (clientSecret !== undefined && inHeader) {
    const pair = [clientId, clientSecret].map((part) => encodeURIComponent(part)).join(":");
    headers.set("Authorization", `Basic ${Buffer.from(pair).toString("base64")}`);
    return;
  }
  body.set("client_id", clientId);
  if (clientSecret !== undefined) body.set("client_secret", clientSecret);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
