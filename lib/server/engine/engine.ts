import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { requestId } from "hono/request-id";
import { ENGINE_SCOPES, type EngineScope, MAIN_ACCOUNT } from "@/lib/contracts/api-key";
import { hashToken, sameSecret } from "../cipher";
import type { EgressOptions } from "../egress/guarded-fetch";
import type { EngineContext, EngineEnv } from "./context";
import { createControls, type EngineControls } from "./controls";
import { createLedger } from "./gateway/ledger";
import { mcpRoutes } from "./gateway/serve";
import { connectRoutes } from "./oauth/connect-page";
import { oauthRoutes } from "./oauth/routes";
import { answerFailure, notFound } from "./rest/answers";
import type { ApiKey, FindKey, KeyUse } from "./rest/api-keys";
import { limitBody } from "./rest/body-limit";
import { restRoutes } from "./rest/routes";
import { sandboxRoutes } from "./sandbox/provider/routes";
import { createOutside } from "./targets/outside";
import { createTargets } from "./targets/registry";

type EngineOptions = Omit<EngineContext, "fetch" | "targets" | "ledger" | keyof typeof DEFAULTS> &
  Partial<Pick<EngineContext, keyof typeof DEFAULTS>> & {
    /** What may be called beside the public internet. */
    egress?: EgressOptions;
    /** The first key that the API accepts. */
    apiKey: string;
    /** What the first key may do; everything where nothing is said. */
    scopes?: readonly EngineScope[];
    /** Keeps in the record that raw credentials were read with the first key. */
    onSecretsRead?(use: KeyUse): Promise<void>;
    /** The keys beside the first. */
    findKey?: FindKey;
    /** How many requests each key may send in ten seconds. */
    requestsInTenSeconds?: number;
  };

/** Every page may try, because the key in a server URL is the only thing that opens it. */
const DEFAULTS = {
  hosts: [],
  browserOrigins: "*",
  stays: true,
  defaultTarget: "sandbox",
} satisfies Partial<EngineContext>;

/** Far beyond what a console or an app in its right mind sends; a loop gone wild reaches it. */
const REQUESTS_IN_TEN_SECONDS = 1000;

export type Engine = { fetch(request: Request): Promise<Response>; controls: EngineControls };

/**
 * The Klavis API with its OAuth pages, a sandbox provider to consent to and the MCP endpoints that it hands out, as
 * one fetch-shaped app below `/engine`. The API asks for a bearer key; the pages and the MCP endpoints are opened by
 * people and MCP clients, and each checks what its caller holds instead.
 */
export function createEngine({
  apiKey,
  scopes = ENGINE_SCOPES,
  onSecretsRead = async () => {},
  findKey,
  requestsInTenSeconds = REQUESTS_IN_TEN_SECONDS,
  egress = { allowHosts: [] },
  ...given
}: EngineOptions): Engine {
  // Upstream's `/user/` ends with a slash, and what stands in front may strip it.
  const app = new Hono<EngineEnv>({ strict: false }).basePath("/engine");
  const fetch = async (request: Request) => app.fetch(request);
  const options = { ...DEFAULTS, ...given };
  const targets = createTargets({ ...options, outside: createOutside(egress) });
  const ledger = createLedger(options);
  const context: EngineContext = { ...options, fetch, targets, ledger };

  const first: ApiKey = {
    id: hashToken(apiKey),
    account: MAIN_ACCOUNT,
    scopes,
    told: ["secrets"],
    tell: onSecretsRead,
  };
  app.use(requestId({ headerName: "X-Request-Id" }), withFixedHeaders);
  for (const path of ["/connect/*", "/oauth/*", "/sandbox/*"]) app.use(path, limitBody);

  app.route("/", restRoutes(context, { findKey: firstOr(first, apiKey, findKey), requestsInTenSeconds }));
  app.route("/oauth", oauthRoutes(context));
  app.route("/connect", connectRoutes(context));
  app.route("/sandbox", sandboxRoutes(context));
  app.route("/mcp", mcpRoutes(context));

  app.notFound(notFound);
  app.onError(answerFailure(options.log));
  return { fetch, controls: createControls(context) };
}

/** The first key by its secret, and any other by whoever keeps them. */
function firstOr(first: ApiKey, secret: string, findKey: FindKey | undefined): FindKey {
  return async (given) => (sameSecret(given, secret) ? first : findKey?.(given));
}

/** Answers hold credentials, addresses that are credentials, or one person's page: none of them is for a cache. */
const FIXED_HEADERS = {
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** Set last, so that the answers of the MCP handler get them too; what a route chose for itself stays. */
const withFixedHeaders = createMiddleware<EngineEnv>(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries({ ...FIXED_HEADERS, "X-Request-Id": c.var.requestId })) {
    if (!c.res.headers.has(name)) c.header(name, value);
  }
});
