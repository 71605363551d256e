import * as z from "zod/mini";
import { PASSWORD_LENGTH } from "@/lib/contracts/member";
import { originOf } from "../engine/oauth/return-address";
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

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

function isWebUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  if (url.username || url.password || url.hash || url.search) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.username && !url.hash;
}

/** A host as the `Host` header names it: without a scheme, with its port unless that is the scheme's own. */
function isHost(value: string): boolean {
  const address = `http://${value}`;
  return /^[\w.:[\]-]+$/.test(value) && URL.canParse(address) && new URL(address).pathname === "/";
}

function isHostAndPort(value: string): boolean {
  return /^(\[[\da-f:.]+\]|[^\s:/@?#[\]]+):\d{1,5}$/i.test(value) && URL.canParse(`https://${value}`);
}

/** It stands where the operator says, in the same network too; its credentials have a variable of their own. */
function isCollector(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, search, hash } = new URL(value);
  return /^https?:$/.test(protocol) && !username && !password && !search && !hash;
}

function isPercentEncoded(text: string): boolean {
  try {
    return /^[\x20-\x7e]*$/.test(decodeURIComponent(text));
  } catch {
    return false;
  }
}

/** Often written without its scheme, which is then plain HTTP. */
function withScheme(value: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
}

function isProxyUrl(value: string): boolean {
  const url = withScheme(value);
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** What an HTTP header carries unchanged: a key with anything else in it fails at every call, with an odd message. */
const apiKey = z
  .string()
  .check(z.trim(), z.regex(/^[\x21-\x7e]+$/, { error: "must be one word of plain ASCII characters" }));
const baseUrl = (fallback: string) =>
  z._default(
    z.string().check(z.refine(isWebUrl, { error: "must be an https URL, or http on loopback" })),
    fallback,
  );
/** Schemes that a browser or the system understands by itself: no app of somebody's own. */
const FOREIGN_SCHEMES =
  /^(https?|ftp|wss?|file|data|blob|javascript|vbscript|about|view-source|intent|mailto|tel|sms):$/;

/** What an app that is no web page answers at, such as `myapp://done`: the scheme, and the first word after it. */
function isAppAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, host } = new URL(value);
  return !FOREIGN_SCHEMES.test(protocol) && host !== "" && value.toLowerCase() === `${protocol}//${host}`;
}

/** Origins, separated by commas; parses to each in its normal form. */
const origins = originsThat(isOrigin, "must be origins, such as https://patchbay.example.com");
const returnTargets = originsThat(
  (entry) => isOrigin(entry) || isAppAddress(entry),
  "must be origins, such as https://patchbay.example.com, or addresses of apps, such as myapp://done",
);
function originsThat(fits: (entry: string) => boolean, error: string) {
  return z.pipe(
    z.string().check(
      z.refine((list) => list.split(",").every((entry) => fits(entry.trim())), {
        error: `${error}, separated by commas`,
      }),
    ),
    z.transform((list) => list.split(",").map((entry) => originOf(new URL(entry.trim())))),
  );
}
/** Hosts with the ports that clients name, separated by commas; parses to each in lower case. */
const hosts = z.pipe(
  z.string().check(
    z.refine((list) => list.split(",").every((entry) => isHost(entry.trim())), {
      error: "must be hosts, such as 127.0.0.1:3000 or patchbay.lan, separated by commas",
    }),
  ),
  z.transform((list) => list.split(",").map((entry) => entry.trim().toLowerCase())),
);
/** `host:port`, separated by commas. */
const hostsAndPorts = z.pipe(
  z.string().check(
    z.refine((list) => list.split(",").every((entry) => isHostAndPort(entry.trim())), {
      error: "must be entries such as 127.0.0.1:8080 or mcp.internal:443, separated by commas",
    }),
  ),
  z.transform((list) => list.split(",").map((entry) => entry.trim().toLowerCase())),
);
/** `name=value`, separated by commas, the values percent-encoded, as OpenTelemetry has them. */
const HEADER = /^\s*([!#$%&'*+.^_`|~\w-]+)\s*=\s*([\x21-\x7e][\x20-\x7e]*)$/;
const headerList = z.pipe(
  z.string().check(
    z.refine((list) => list.split(",").every((entry) => HEADER.test(entry) && isPercentEncoded(entry)), {
      error: "must be headers such as api-key=secret, separated by commas",
    }),
  ),
  z.transform((list) =>
    Object.fromEntries(
      list.split(",").map((entry) => {
        const [, name = "", value = ""] = HEADER.exec(entry) ?? [];
        return [name.toLowerCase(), decodeURIComponent(value.trim())];
      }),
    ),
  ),
);
const proxyUrl = z.pipe(
  z.string().check(z.refine(isProxyUrl, { error: "must be the http or https URL of a proxy" })),
  z.transform(withScheme),
);
const decimal = (least: number, most: number) =>
  z.coerce
    .number({ error: "must be a number" })
    .check(
      z.minimum(least, { error: `must be at least ${least}` }),
      z.maximum(most, { error: `must be at most ${most}` }),
    );
const whole = (least: number, most: number) =>
  decimal(least, most).check(z.multipleOf(1, { error: "must be a whole number" }));

const postgresUrl = z.string().check(
  z.refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
    error: "must be a postgres:// URL; signs such as # and / in its password are written as %23 and %2F",
  }),
);

const variablesSchema = z.object({
  KLAVIS_API_KEY: z.optional(apiKey),
  KLAVIS_EU_API_KEY: z.optional(apiKey),
  KLAVIS_BASE_URL: baseUrl("https://api.klavis.ai"),
  KLAVIS_EU_BASE_URL: baseUrl("https://api.eu.klavis.ai"),
  EMBEDDED_ENGINE: z.optional(z.enum(["on", "off"], { error: "must be on or off" })),
  ENGINE_API_KEY: z.optional(apiKey.check(z.minLength(16, { error: "must have 16 characters or more" }))),
  ENGINE_RETURN_ORIGINS: z.optional(returnTargets),
  ENGINE_HOSTS: z.optional(hosts),
  ENGINE_CORS_ORIGINS: z.optional(
    z.union([z.literal("*"), origins], {
      error: "must be * or origins, such as https://app.example.com, separated by commas",
    }),
  ),
  ENGINE_TARGETS: z._default(
    z.enum(["sandbox", "vendor"], { error: "must be sandbox or vendor" }),
    "sandbox",
  ),
  ENGINE_REQUESTS: z._default(whole(1, 1_000_000), 1000),
  ENGINE_ALLOW_HOSTS: z.optional(hostsAndPorts),
  HTTPS_PROXY: z.optional(proxyUrl),
  https_proxy: z.optional(proxyUrl),
  NO_PROXY: z._default(z.string(), ""),
  no_proxy: z.optional(z.string()),
  EGRESS_PROXY_TRUSTED: z._default(z.enum(["on", "off"], { error: "must be on or off" }), "off"),
  DATABASE_URL: z.optional(postgresUrl),
  DATABASE_DIRECT_URL: z.optional(postgresUrl),
  DATA_DIR: z._default(z.string(), ".data"),
  PORT: z._default(whole(1, 65_535), 3000),
  APP_URL: z.optional(
    z
      .string()
      .check(z.refine(isOrigin, { error: "must be an origin, such as https://patchbay.example.com" })),
  ),
  APP_SECRET: z.optional(z.string().check(z.minLength(32, { error: "must have 32 bytes or more" }))),
  APP_SECRET_PREVIOUS: z.optional(z.string().check(z.minLength(32, { error: "must have 32 bytes or more" }))),
  ADMIN_EMAIL: z.optional(
    z.string().check(z.trim(), z.toLowerCase(), z.email({ error: "must be an email address" })),
  ),
  ADMIN_PASSWORD: z.optional(
    z.string().check(
      z.minLength(PASSWORD_LENGTH.least, {
        error: `must have ${PASSWORD_LENGTH.least} characters or more`,
      }),
      z.maxLength(PASSWORD_LENGTH.most, { error: `must have ${PASSWORD_LENGTH.most} characters or fewer` }),
    ),
  ),
  OIDC_ISSUER: z.optional(
    z.string().check(z.refine(isWebUrl, { error: "must be an https URL, or http on loopback" })),
  ),
  OIDC_CLIENT_ID: z.optional(z.string().check(z.trim())),
  OIDC_CLIENT_SECRET: z.optional(z.string().check(z.trim())),
  UPSTREAM_RATE: z._default(decimal(0.1, 1000), 2),
  UPSTREAM_TIMEOUT: z._default(whole(100, 120_000), 15_000),
  TRUSTED_PROXIES: z._default(whole(0, 10), 0),
  METRICS_TOKEN: z.optional(z.string().check(z.minLength(16, { error: "must have 16 characters or more" }))),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.optional(
    z.string().check(z.refine(isCollector, { error: "must be the http or https URL of a collector" })),
  ),
  OTEL_EXPORTER_OTLP_HEADERS: z.optional(headerList),
  OTEL_SERVICE_NAME: z._default(z.string().check(z.trim()), "patchbay"),
  AUDIT_SIGNING_KEY: z.optional(
    z.string().check(z.minLength(32, { error: "must have 32 characters or more" })),
  ),
  AUDIT_RETENTION_DAYS: z.optional(whole(30, 36_500)),
  CRON_SECRET: z.optional(z.string().check(z.minLength(16, { error: "must have 16 characters or more" }))),
  SMTP_URL: z.optional(
    z.string().check(
      z.refine(
        (value) => /^smtps?:\/\//.test(value) && URL.canParse(value) && new URL(value).hostname !== "",
        {
          error:
            "must be an smtp:// or smtps:// URL; signs such as # and / in its password are written as %23 and %2F",
        },
      ),
    ),
  ),
  MAIL_FROM: z.optional(
    z.string().check(
      z.trim(),
      z.regex(/^([^<>\r\n]+ )?<?[^\s@<>]+@[^\s@<>]+>?$/, {
        error: "must be an address, such as patchbay@example.com or Patchbay <patchbay@example.com>",
      }),
    ),
  ),
  LOG_LEVEL: z._default(
    z.enum(["fatal", "error", "warn", "info", "debug", "silent"], {
      error: "must be fatal, error, warn, info, debug or silent",
    }),
    "info",
  ),
});

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
  const problems = contradictions(read);
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

function contradictions(read: z.output<typeof variablesSchema>): { variable: string; message: string }[] {
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
function proxyOf(read: z.output<typeof variablesSchema>): Env["proxy"] {
  const url = read.https_proxy ?? read.HTTPS_PROXY;
  if (!url) return undefined;
  const except = [read.no_proxy ?? read.NO_PROXY, ...LOOPBACK].filter(Boolean).join(",");
  return { url, except, trusted: read.EGRESS_PROXY_TRUSTED === "on" };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
