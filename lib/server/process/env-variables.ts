import * as z from "zod/mini";
import { PASSWORD_LENGTH } from "@/lib/contracts/member";
import { isBaseAddress } from "@/lib/contracts/web-address";
import { originOf } from "../engine/oauth/return-address";

/** Names of this very machine, which plain HTTP may lead to. */
export const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

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

/** Every variable that is read, as it is written: what each has to be, and what it is without. */
export const variablesSchema = z.object({
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
  // It stands where the operator says, in the same network too; its credentials have a variable of their own.
  OTEL_EXPORTER_OTLP_ENDPOINT: z.optional(
    z.string().check(z.refine(isBaseAddress, { error: "must be the http or https URL of a collector" })),
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

export type Variables = z.output<typeof variablesSchema>;
