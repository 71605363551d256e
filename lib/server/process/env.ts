import { LOOPBACK, type Variables, variablesSchema } from "./env-variables";
import { ownOrigin } from "./host";

/**
 * The only reader of `process.env`. Nothing is read at import, because modules are evaluated while the app is built.
 */
export type Env = {
  klavis: Partial<Record<"us" | "eu", { apiKey: string; baseUrl: string }>>;
  embeddedEngine: boolean;
  engineApiKey: string | undefined;
  /** Origins to which the engine's consent may lead back, beside the console's own: of consoles that use this engine. */
  engineReturnOrigins: readonly string[];
  /** Hosts under which MCP clients may reach the engine beside `appUrl`'s, in lower case, with their ports. */
  engineHosts: readonly string[];
  /** Origins whose pages may speak MCP to the engine from a browser, or `"*"` for all. */
  engineCorsOrigins: readonly string[] | "*";
  /** What stands behind a server of the engine before an administrator chose it. */
  engineTargets: "sandbox" | "vendor";
  /** How many requests an API key of the engine may send in ten seconds. */
  engineRequests: number;
  /** `host:port` entries that the engine and webhooks may call although they are not on the public internet, or not by https. */
  engineAllowHosts: readonly string[];
  /** The proxy through which calls leave, and whether it may also be handed names that come from outside. */
  proxy: { url: string; except: string; trusted: boolean } | undefined;
  databaseUrl: string | undefined;
  /** The same database without the pooler that `databaseUrl` leads through. */
  directDatabaseUrl: string | undefined;
  /** A folder; used where the database or a secret is embedded. */
  dataDir: string;
  /** The public origin, without a slash at its end. */
  appUrl: string;
  appSecret: string | undefined;
  /** Another secret that is read as well, before or after the two change places. */
  previousAppSecret: string | undefined;
  firstAdministrator: { email: string; password: string } | undefined;
  /** The OpenID provider at which members sign in, where it is not named on the settings' page. */
  singleSignOn: { issuer: string; clientId: string; clientSecret: string | undefined } | undefined;
  /** Requests a second to each Klavis account. */
  upstreamRate: number;
  /** Milliseconds that an upstream may take over one call. */
  upstreamTimeout: number;
  /** How many reverse proxies in front add themselves to `X-Forwarded-For`; 0 where the header is not to be believed. */
  trustedProxies: number;
  /** What a cron job must show to start a sweep; where there is none, the route does not exist. */
  cronSecret: string | undefined;
  /** What opens `/api/metrics`; without it, there is no such thing. */
  metricsToken: string | undefined;
  /** Where traces and metrics are sent by OTLP over HTTP; without it, none are made. */
  telemetry: { endpoint: string; headers: Readonly<Record<string, string>>; serviceName: string } | undefined;
  /** What signs the audit; without it, a key is made or derived. */
  auditSigningKey: string | undefined;
  /** For how many days events of the audit are kept; without it, for ever. */
  auditDays: number | undefined;
  /** Whether this process stays between requests; a serverless one cannot keep a clock. */
  stays: boolean;
  /** The mail server that links are sent by, and from which address. */
  smtp: { url: string; from: string } | undefined;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "silent";
  production: boolean;
};

/** What is wrong with the environment, a line for each variable. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
  constructor(readonly problems: readonly { variable: string; message: string }[]) {
    super(problems.map(({ variable, message }) => `${variable}: ${message}`).join("\n"));
  }
}

/**
 * Parses the environment. A variable that is set but empty counts as not set.
 * @throws EnvironmentError naming every variable that is wrong.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = variablesSchema.safeParse(present);
  if (!parsed.success) {
    throw new EnvironmentError(
      parsed.error.issues.map((issue) => ({ variable: String(issue.path[0]), message: issue.message })),
    );
  }
  const read = parsed.data;
  const problems = [...(source.VERCEL ? missingOnVercel(read) : []), ...contradictions(read)];
  if (problems.length > 0) throw new EnvironmentError(problems);

  const us = read.KLAVIS_API_KEY;
  const eu = read.KLAVIS_EU_API_KEY;
  return {
    klavis: {
      ...(us && { us: { apiKey: us, baseUrl: withoutSlash(read.KLAVIS_BASE_URL) } }),
      ...(eu && { eu: { apiKey: eu, baseUrl: withoutSlash(read.KLAVIS_EU_BASE_URL) } }),
    },
    embeddedEngine: read.EMBEDDED_ENGINE ? read.EMBEDDED_ENGINE === "on" : !us && !eu,
    engineApiKey: read.ENGINE_API_KEY,
    engineReturnOrigins: read.ENGINE_RETURN_ORIGINS ?? [],
    engineHosts: read.ENGINE_HOSTS ?? [],
    engineCorsOrigins: read.ENGINE_CORS_ORIGINS ?? "*",
    engineTargets: read.ENGINE_TARGETS,
    engineRequests: read.ENGINE_REQUESTS,
    engineAllowHosts: read.ENGINE_ALLOW_HOSTS ?? [],
    proxy: proxyOf(read),
    databaseUrl: read.DATABASE_URL,
    directDatabaseUrl: read.DATABASE_DIRECT_URL,
    dataDir: read.DATA_DIR,
    appUrl: ownOrigin(read),
    appSecret: read.APP_SECRET,
    previousAppSecret: read.APP_SECRET_PREVIOUS,
    firstAdministrator:
      read.ADMIN_EMAIL && read.ADMIN_PASSWORD
        ? { email: read.ADMIN_EMAIL, password: read.ADMIN_PASSWORD }
        : undefined,
    singleSignOn:
      read.OIDC_ISSUER && read.OIDC_CLIENT_ID
        ? {
            issuer: read.OIDC_ISSUER,
            clientId: read.OIDC_CLIENT_ID,
            clientSecret: read.OIDC_CLIENT_SECRET,
          }
        : undefined,
    upstreamRate: read.UPSTREAM_RATE,
    upstreamTimeout: read.UPSTREAM_TIMEOUT,
    trustedProxies: read.TRUSTED_PROXIES,
    cronSecret: read.CRON_SECRET,
    metricsToken: read.METRICS_TOKEN,
    telemetry: read.OTEL_EXPORTER_OTLP_ENDPOINT
      ? {
          endpoint: withoutSlash(read.OTEL_EXPORTER_OTLP_ENDPOINT),
          headers: read.OTEL_EXPORTER_OTLP_HEADERS ?? {},
          serviceName: read.OTEL_SERVICE_NAME,
        }
      : undefined,
    auditSigningKey: read.AUDIT_SIGNING_KEY,
    auditDays: read.AUDIT_RETENTION_DAYS,
    stays: !source.VERCEL,
    smtp: read.SMTP_URL && read.MAIL_FROM ? { url: read.SMTP_URL, from: read.MAIL_FROM } : undefined,
    logLevel: read.LOG_LEVEL,
    production: source.NODE_ENV === "production",
  };
}

/** What a platform asks for on which no process stays, no folder is kept, and every request comes through its proxy. */
function missingOnVercel(read: Variables): { variable: string; message: string }[] {
  const needed = {
    DATABASE_URL: "is missing; nothing that is written to disk is kept on Vercel",
    APP_URL: "is missing; name the public origin of the deployment, such as https://console.example.com",
    CRON_SECRET:
      "is missing; without it no cron job may run what nobody waits for (try: openssl rand -hex 32)",
  } as const;
  const missing = Object.entries(needed)
    .filter(([variable]) => !read[variable as keyof typeof needed])
    .map(([variable, message]) => ({ variable, message }));
  if (read.TRUSTED_PROXIES > 0) return missing;
  const message = "is 0; on Vercel it is 1, or all people share one address, and one of them locks out all";
  return [...missing, { variable: "TRUSTED_PROXIES", message }];
}

function contradictions(read: Variables): { variable: string; message: string }[] {
  const problems: { variable: string; message: string }[] = [];
  if (read.DATABASE_URL && !read.APP_SECRET) {
    problems.push({
      variable: "APP_SECRET",
      message: "is required with DATABASE_URL (32 bytes or more; try: openssl rand -base64 48)",
    });
  }
  if (read.DATABASE_DIRECT_URL && !read.DATABASE_URL) {
    problems.push({
      variable: "DATABASE_URL",
      message: "is missing; DATABASE_DIRECT_URL leads past its pooler",
    });
  }
  if (!read.ADMIN_EMAIL !== !read.ADMIN_PASSWORD) {
    problems.push({
      variable: read.ADMIN_EMAIL ? "ADMIN_PASSWORD" : "ADMIN_EMAIL",
      message: "is missing; the first administrator needs both",
    });
  }
  if (!read.OIDC_ISSUER !== !read.OIDC_CLIENT_ID) {
    problems.push({
      variable: read.OIDC_ISSUER ? "OIDC_CLIENT_ID" : "OIDC_ISSUER",
      message: "is missing; single sign-on needs the provider and the client id that it gave",
    });
  }
  if (!read.SMTP_URL !== !read.MAIL_FROM) {
    problems.push({
      variable: read.SMTP_URL ? "MAIL_FROM" : "SMTP_URL",
      message: "is missing; sending mail needs the server and the address that it comes from",
    });
  }
  if (read.EMBEDDED_ENGINE === "off" && !read.KLAVIS_API_KEY && !read.KLAVIS_EU_API_KEY) {
    problems.push({
      variable: "EMBEDDED_ENGINE",
      message:
        "is off, and no KLAVIS_API_KEY or KLAVIS_EU_API_KEY is set, so nothing would stand behind the console",
    });
  }
  return problems;
}

/** Both spellings are in use, and the small one comes first, as with curl. */
function proxyOf(read: Variables): Env["proxy"] {
  const url = read.https_proxy ?? read.HTTPS_PROXY;
  if (!url) return undefined;
  const except = [read.no_proxy ?? read.NO_PROXY, ...LOOPBACK].filter(Boolean).join(",");
  return { url, except, trusted: read.EGRESS_PROXY_TRUSTED === "on" };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
