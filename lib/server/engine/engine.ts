import { Hono } from "hono";
import { except } from "hono/combine";
import { createMiddleware } from "hono/factory";
import { requestId } from "hono/request-id";
import { routePath } from "hono/route";
import { ENGINE_SCOPES, type EngineScope, MAIN_ACCOUNT } from "@/lib/contracts/api-key";
import type { InstancesAtOnce } from "@/lib/contracts/instance-controls";
import { hashToken, sameSecret } from "../cipher";
import type { EgressOptions } from "../egress/dispatchers";
import type { GuardedFetch } from "../egress/guarded-fetch";
import { nameRequest, traceRequest } from "../telemetry/request";
import { createAtOnce } from "./at-once";
import type { EngineContext, EngineEnv } from "./context";
import { createControls, type EngineControls } from "./controls";
import { restoreNumbers } from "./exact-numbers";
import { FIXED_HEADERS } from "./fixed-headers";
import { createCallLimits } from "./gateway/call-limits";
import { createReview } from "./gateway/drift";
import { refuseForeignHost } from "./gateway/guard";
import { createLedger } from "./gateway/ledger";
import { mcpRoutes } from "./gateway/serve";
import { createShortWay, type ShortWay } from "./gateway/short-way";
import { ownAppOf } from "./oauth/client";
import { connectRoutes } from "./oauth/connect-page";
import { createCredentials } from "./oauth/refresh";
import { oauthRoutes } from "./oauth/routes";
import { answerFailure, notFound } from "./rest/answers";
import type { ApiKey, FindKey, KeyUse } from "./rest/api-keys";
import { limitBody } from "./rest/body-limit";
import { restRoutes } from "./rest/routes";
import { metadata } from "./sandbox/provider/metadata";
import { sandboxRoutes } from "./sandbox/provider/routes";
import { openInstance } from "./store/read-instances";
import type { OnChange } from "./store/tool-versions";
import { createTargetAdministration } from "./targets/administer";
import { createOutside } from "./targets/outside";
import { createTargets } from "./targets/registry";

type EngineOptions = Omit<
  EngineContext,
  "fetch" | "targets" | "credentials" | "ledger" | "review" | "takeCall" | keyof typeof DEFAULTS
> &
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
    /** Keeps in the record that tools are not as they were approved. */
    onToolChange?: OnChange;
    /** How many requests each key may send in ten seconds. */
    requestsInTenSeconds?: number;
  };

/** Every page may try, because the key in a server URL is the only thing that opens it. */
const DEFAULTS = {
  hosts: [],
  browserOrigins: "*",
  stays: true,
  shared: false,
  defaultTarget: "sandbox",
  providerTimeout: 15_000,
} satisfies Partial<EngineContext>;

/** Far beyond what a console or an app in its right mind sends; a loop gone wild reaches it. */
const REQUESTS_IN_TEN_SECONDS = 1000;

export type Engine = {
  fetch(request: Request): Promise<Response>;
  /** The same for the requests that come most, where a Node server asks. */
  shortWay: ShortWay;
  /** For the console in the same process, which paces itself: these requests are not counted against a key's limit. */
  fetchUncounted(request: Request): Promise<Response>;
  controls: EngineControls;
  atOnce: InstancesAtOnce;
  /** For whoever runs the console, in process alone: no key of the API opens it. */
  targets: ReturnType<typeof createTargetAdministration>;
};

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
  onToolChange,
  requestsInTenSeconds = REQUESTS_IN_TEN_SECONDS,
  egress = { allowHosts: [] },
  ...given
}: EngineOptions): Engine {
  // Upstream's `/user/` ends with a slash, and what stands in front may strip it.
  const root = new Hono<EngineEnv>({ strict: false });
  const app = root.basePath("/engine");
  const options = { ...DEFAULTS, ...given };
  const outside = createOutside(egress);
  const fetch: GuardedFetch = async (url, request = {}) => {
    if (!isSandbox(new URL(url), options.appUrl)) return outside.fetch(url, request);
    const { method = "GET", headers, body } = request;
    return root.fetch(
      new Request(url, { method, ...(headers && { headers }), ...(body && { body: String(body) }) }),
    );
  };
  const { db, cipher, log, providerTimeout } = options;
  const credentials = createCredentials({
    ...{ db, cipher, log, providerTimeout, fetch },
    async ownApp(instanceId) {
      const instance = await openInstance(db, instanceId);
      const target = instance && context.targets.behind(instance);
      const consent = instance && (await target?.consent(instance.serverName));
      return consent && ownAppOf({ db, cipher }, instance, consent);
    },
  });
  const targets = createTargets({ ...options, outside, credentials });
  const ledger = createLedger(options);
  const [review, takeCall] = [createReview(db, onToolChange), createCallLimits(options)];
  const context: EngineContext = { ...options, fetch, targets, credentials, ledger, review, takeCall };

  const answer = async (request: Request) => restoreNumbers(await app.fetch(request));
  const first: ApiKey = {
    id: hashToken(apiKey),
    account: MAIN_ACCOUNT,
    scopes,
    told: ["secrets"],
    tell: onSecretsRead,
  };
  app.use(requestId({ headerName: "X-Request-Id" }), withSpan, withFixedHeaders);
  // The MCP endpoints say it in their own form.
  app.use(except("/engine/mcp/*", refuseForeignHost(options)));
  for (const path of ["/connect/*", "/oauth/*", "/sandbox/*"]) app.use(path, limitBody);

  app.route("/", restRoutes(context, { findKey: firstOr(first, apiKey, findKey), requestsInTenSeconds }));
  app.route("/oauth", oauthRoutes(context));
  app.route("/connect", connectRoutes(context));
  app.route("/sandbox", sandboxRoutes(context));
  app.route("/mcp", mcpRoutes(context, answer));

  // For the sandbox's provider, as its issuer's metadata is looked for (RFC 8414, section 3).
  root.get(`${WELL_KNOWN}/:slug`, metadata(context));

  app.notFound(notFound);
  app.onError(answerFailure(options.log));
  return {
    fetch: answer,
    shortWay: createShortWay(context),
    fetchUncounted: async (request) => restoreNumbers(await app.fetch(request, { uncounted: true })),
    controls: createControls(context),
    atOnce: createAtOnce(context),
    targets: createTargetAdministration(context),
  };
}

const WELL_KNOWN = "/.well-known/oauth-authorization-server/engine/sandbox";

/** Whether an address is of the sandbox's provider, which stands in this process. */
function isSandbox({ origin, pathname }: URL, appUrl: string): boolean {
  return (
    origin === appUrl && (pathname.startsWith("/engine/sandbox/") || pathname.startsWith(`${WELL_KNOWN}/`))
  );
}

/** The first key by its secret, and any other by whoever keeps them. */
function firstOr(first: ApiKey, secret: string, findKey: FindKey | undefined): FindKey {
  return async (given) => (sameSecret(given, secret) ? first : findKey?.(given));
}

/** Its name is the route as it is declared, which holds no key. What comes from this process has a span there. */
const withSpan = createMiddleware<EngineEnv>(async (c, next) => {
  if (c.env?.uncounted) return next();
  await traceRequest(c.req.raw, async (span) => {
    await next();
    nameRequest(span, c.req.method, routePath(c, -1));
    span?.set({ "http.response.status_code": c.res.status, "patchbay.request_id": c.var.requestId });
    return c.res;
  });
});

/** Set last, so that the answers of the MCP handler get them too; what a route chose for itself stays. */
const withFixedHeaders = createMiddleware<EngineEnv>(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries({ ...FIXED_HEADERS, "X-Request-Id": c.var.requestId })) {
    if (!c.res.headers.has(name)) c.header(name, value);
  }
});
