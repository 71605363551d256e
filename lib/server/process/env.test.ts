import { describe, expect, test } from "vitest";
import { EnvironmentError, readEnv } from "./env";

const SECRET = "a".repeat(32);

/** The variables that an environment is refused for. */
function refused(source: Record<string, string>): string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems.map(({ variable }) => variable);
    throw error;
  }
  return [];
}

describe("each wrong variable is named", () => {
  test.each<[string, string]>([
    ["KLAVIS_API_KEY", "two words"],
    ["KLAVIS_API_KEY", "line\nbreak"],
    ["KLAVIS_API_KEY", "schlüssel…"],
    ["KLAVIS_EU_API_KEY", "two words"],
    ["KLAVIS_BASE_URL", "api.klavis.ai"],
    ["KLAVIS_BASE_URL", "http://api.klavis.ai"],
    ["KLAVIS_BASE_URL", "http://localhost.example.com"],
    ["KLAVIS_BASE_URL", "https://user:secret@api.klavis.ai"],
    ["KLAVIS_BASE_URL", "https://api.klavis.ai/?a=b"],
    ["KLAVIS_BASE_URL", "https://api.klavis.ai/#a"],
    ["KLAVIS_BASE_URL", "javascript:alert(1)"],
    ["KLAVIS_EU_BASE_URL", "ftp://api.eu.klavis.ai"],
    ["EMBEDDED_ENGINE", "yes"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "https://user:secret@collector.example.com"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "a secret"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "key=a%0Db"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "key=%"],
    ["ENGINE_API_KEY", "short"],
    ["ENGINE_API_KEY", "long enough, but of several words"],
    ["ENGINE_RETURN_ORIGINS", "patchbay.example.com"],
    ["ENGINE_HOSTS", "http://patchbay:3000"],
    ["ENGINE_HOSTS", "patchbay:3000/mcp"],
    ["ENGINE_HOSTS", "patchbay:3000,"],
    ["ENGINE_HOSTS", "user@patchbay"],
    ["ENGINE_HOSTS", "patchbay:99999"],
    ["ENGINE_HOSTS", "*"],
    ["ENGINE_CORS_ORIGINS", "inspector.example"],
    ["ENGINE_CORS_ORIGINS", "*, https://inspector.example"],
    ["ENGINE_CORS_ORIGINS", "null"],
    ["ENGINE_RETURN_ORIGINS", "*"],
    ["ENGINE_TARGETS", "real"],
    ["ENGINE_REQUESTS", "0"],
    ["ENGINE_RETURN_ORIGINS", "https://patchbay.example.com/connect"],
    ["ENGINE_RETURN_ORIGINS", "https://patchbay.example.com,"],
    ["ENGINE_RETURN_ORIGINS", "https://patchbay.example.com, javascript:alert(1)"],
    ["ENGINE_RETURN_ORIGINS", "javascript://patchbay.example.com"],
    ["ENGINE_RETURN_ORIGINS", "file:///etc"],
    ["ENGINE_RETURN_ORIGINS", "data:text/html,x"],
    ["ENGINE_RETURN_ORIGINS", "ftp://patchbay.example.com"],
    ["ENGINE_RETURN_ORIGINS", "myapp:"],
    ["ENGINE_RETURN_ORIGINS", "myapp://"],
    ["ENGINE_RETURN_ORIGINS", "myapp://done?a=b"],
    ["ENGINE_RETURN_ORIGINS", "myapp://done/further"],
    ["ENGINE_ALLOW_HOSTS", "127.0.0.1"],
    ["ENGINE_ALLOW_HOSTS", "http://127.0.0.1:8080"],
    ["ENGINE_ALLOW_HOSTS", "127.0.0.1:8080, a b:80"],
    ["ENGINE_ALLOW_HOSTS", "127.0.0.1:99999"],
    ["HTTPS_PROXY", "socks5://proxy.example.com"],
    ["https_proxy", "ftp://proxy.example.com"],
    ["EGRESS_PROXY_TRUSTED", "yes"],
    ["DATABASE_URL", "mysql://localhost/patchbay"],
    ["DATABASE_DIRECT_URL", "mysql://localhost/patchbay"],
    ["PORT", "http"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "3000.5"],
    ["APP_URL", "patchbay.example.com"],
    ["APP_URL", "https://patchbay.example.com/console"],
    ["APP_URL", "https://user@patchbay.example.com"],
    ["APP_URL", "ftp://patchbay.example.com"],
    ["APP_SECRET", "short"],
    ["APP_SECRET_PREVIOUS", "short"],
    ["UPSTREAM_RATE", "0"],
    ["UPSTREAM_RATE", "-1"],
    ["UPSTREAM_RATE", "fast"],
    ["UPSTREAM_TIMEOUT", "10"],
    ["UPSTREAM_TIMEOUT", "3600000"],
    ["TRUSTED_PROXIES", "-1"],
    ["TRUSTED_PROXIES", "1.5"],
    ["TRUSTED_PROXIES", "all"],
    ["LOG_LEVEL", "loud"],
  ])("%s=%j", (variable, value) => {
    expect(refused({ APP_SECRET: SECRET, [variable]: value })).toEqual([variable]);
  });

  test.each([
    ["ADMIN_EMAIL", "ana"],
    ["ADMIN_PASSWORD", "short"],
  ])("%s=%j", (variable, value) => {
    const administrator = { ADMIN_EMAIL: "ana@example.com", ADMIN_PASSWORD: "a long password" };
    expect(refused({ ...administrator, [variable]: value })).toEqual([variable]);
  });

  test("all of them at once, a line for each", () => {
    const wrong = { PORT: "http", LOG_LEVEL: "loud", APP_SECRET: "short" };
    expect(refused(wrong).sort()).toEqual(["APP_SECRET", "LOG_LEVEL", "PORT"]);
    expect(() => readEnv(wrong)).toThrow(/^LOG_LEVEL: must be fatal, error, warn, info, debug or silent$/m);
    expect(() => readEnv(wrong)).toThrow(/^APP_SECRET: must have 32 bytes or more$/m);
  });

  test("without the value, which may be a secret", () => {
    expect(() =>
      readEnv({ APP_SECRET: "canary", ENGINE_API_KEY: "canary", KLAVIS_API_KEY: "can ary" }),
    ).toThrow(expect.objectContaining({ message: expect.not.stringMatching(/canary|can ary/) }));
  });
});

describe("what contradicts itself is refused", () => {
  test("a database that several processes share, and a secret that each would make for itself", () => {
    expect(refused({ DATABASE_URL: "postgres://localhost/patchbay" })).toEqual(["APP_SECRET"]);
    expect(refused({ DATABASE_URL: "postgres://localhost/patchbay", APP_SECRET: SECRET })).toEqual([]);
  });

  test("a way past a pooler that there is not", () => {
    const direct = { DATABASE_DIRECT_URL: "postgres://localhost/patchbay" };
    expect(refused(direct)).toEqual(["DATABASE_URL"]);
    expect(refused({ ...direct, DATABASE_URL: "postgres://pooler/patchbay", APP_SECRET: SECRET })).toEqual(
      [],
    );
  });

  test("half an administrator", () => {
    expect(refused({ ADMIN_EMAIL: "ana@example.com" })).toEqual(["ADMIN_PASSWORD"]);
    expect(refused({ ADMIN_PASSWORD: "a long password" })).toEqual(["ADMIN_EMAIL"]);
  });

  test("half an OpenID provider, or one by plain http", () => {
    expect(refused({ OIDC_ISSUER: "https://login.example.com" })).toEqual(["OIDC_CLIENT_ID"]);
    expect(refused({ OIDC_CLIENT_ID: "patchbay" })).toEqual(["OIDC_ISSUER"]);
    expect(refused({ OIDC_ISSUER: "http://login.example.com", OIDC_CLIENT_ID: "patchbay" })).toEqual([
      "OIDC_ISSUER",
    ]);
    const { singleSignOn } = readEnv({
      OIDC_ISSUER: "https://login.example.com",
      OIDC_CLIENT_ID: "patchbay",
    });
    expect(singleSignOn).toEqual({ issuer: "https://login.example.com", clientId: "patchbay" });
  });

  test("no upstream at all", () => {
    expect(refused({ EMBEDDED_ENGINE: "off" })).toEqual(["EMBEDDED_ENGINE"]);
    expect(refused({ EMBEDDED_ENGINE: "off", KLAVIS_EU_API_KEY: "key" })).toEqual([]);
  });
});

test("with nothing set, the embedded engine and database run on this machine", () => {
  expect(readEnv({})).toEqual({
    klavis: {},
    embeddedEngine: true,
    engineApiKey: undefined,
    engineReturnOrigins: [],
    engineHosts: [],
    engineCorsOrigins: "*",
    engineTargets: "sandbox",
    engineRequests: 1000,
    engineAllowHosts: [],
    proxy: undefined,
    databaseUrl: undefined,
    directDatabaseUrl: undefined,
    dataDir: ".data",
    appUrl: "http://localhost:3000",
    appSecret: undefined,
    previousAppSecret: undefined,
    firstAdministrator: undefined,
    upstreamRate: 2,
    upstreamTimeout: 15_000,
    trustedProxies: 0,
    cronSecret: undefined,
    stays: true,
    logLevel: "info",
    production: false,
  });
});

const ON_VERCEL = {
  VERCEL: "1",
  DATABASE_URL: "postgres://patchbay@db.example/patchbay",
  APP_SECRET: "a".repeat(40),
  APP_URL: "https://console.example.com",
  CRON_SECRET: "c".repeat(32),
  TRUSTED_PROXIES: "1",
};

test("a serverless process does not stay", () => {
  expect(readEnv(ON_VERCEL).stays).toBe(false);
});

test.each(["DATABASE_URL", "APP_SECRET", "APP_URL", "CRON_SECRET", "TRUSTED_PROXIES"])(
  "a serverless process does not start without %s, and says so",
  (name) => {
    expect(() => readEnv({ ...ON_VERCEL, [name]: undefined })).toThrow(new RegExp(`^${name}: is `, "m"));
  },
);

test("a variable that is set but empty counts as not set", () => {
  const names = [
    "KLAVIS_API_KEY",
    "KLAVIS_EU_API_KEY",
    "KLAVIS_BASE_URL",
    "KLAVIS_EU_BASE_URL",
    "EMBEDDED_ENGINE",
    "ENGINE_API_KEY",
    "ENGINE_RETURN_ORIGINS",
    "ENGINE_HOSTS",
    "ENGINE_CORS_ORIGINS",
    "ENGINE_REQUESTS",
    "DATABASE_URL",
    "DATABASE_DIRECT_URL",
    "DATA_DIR",
    "PORT",
    "APP_URL",
    "APP_SECRET",
    "APP_SECRET_PREVIOUS",
    "ADMIN_EMAIL",
    "ADMIN_PASSWORD",
    "UPSTREAM_RATE",
    "UPSTREAM_TIMEOUT",
    "TRUSTED_PROXIES",
    "LOG_LEVEL",
  ];
  for (const empty of ["", "  "]) {
    expect(readEnv(Object.fromEntries(names.map((name) => [name, empty])))).toEqual(readEnv({}));
  }
});

test("a key turns its region on, and the engine off unless it is asked for", () => {
  const us = { apiKey: "key-us", baseUrl: "https://api.klavis.ai" };
  const eu = { apiKey: "key-eu", baseUrl: "http://localhost:4000/engine" };
  expect(readEnv({ KLAVIS_API_KEY: " key-us\n" })).toMatchObject({ klavis: { us }, embeddedEngine: false });
  expect(readEnv({ KLAVIS_API_KEY: "key-us" }).klavis).not.toHaveProperty("eu");
  expect(
    readEnv({
      KLAVIS_EU_API_KEY: "key-eu",
      KLAVIS_EU_BASE_URL: "http://localhost:4000/engine/",
      EMBEDDED_ENGINE: "on",
    }),
  ).toMatchObject({ klavis: { eu }, embeddedEngine: true });
});

test("the public origin follows the port, and has no slash at its end", () => {
  expect(readEnv({ PORT: "4100" }).appUrl).toBe("http://localhost:4100");
  expect(readEnv({ PORT: "4100", APP_URL: "https://Patchbay.example.com/" }).appUrl).toBe(
    "https://patchbay.example.com",
  );
});

test("the rest is taken as it is written", () => {
  expect(
    readEnv({
      DATABASE_URL: "postgresql://patchbay@db/patchbay",
      DATABASE_DIRECT_URL: "postgres://direct/patchbay",
      APP_SECRET: SECRET,
      DATA_DIR: "/var/lib/patchbay",
      ENGINE_API_KEY: "an-engine-key-of-16",
      ENGINE_RETURN_ORIGINS: "https://Patchbay.example.com/, http://localhost:4000, myapp://done",
      ENGINE_HOSTS: "127.0.0.1:3000, Patchbay:3000,[::1]:3000,patchbay.lan",
      ENGINE_CORS_ORIGINS: "https://Inspector.example",
      ENGINE_REQUESTS: "50",
      ADMIN_EMAIL: " Ana@Example.com ",
      ADMIN_PASSWORD: "a long password",
      UPSTREAM_RATE: "0.5",
      UPSTREAM_TIMEOUT: "5000",
      TRUSTED_PROXIES: "2",
      LOG_LEVEL: "debug",
      NODE_ENV: "production",
    }),
  ).toMatchObject({
    databaseUrl: "postgresql://patchbay@db/patchbay",
    directDatabaseUrl: "postgres://direct/patchbay",
    appSecret: SECRET,
    dataDir: "/var/lib/patchbay",
    engineApiKey: "an-engine-key-of-16",
    engineReturnOrigins: ["https://patchbay.example.com", "http://localhost:4000", "myapp://done"],
    engineHosts: ["127.0.0.1:3000", "patchbay:3000", "[::1]:3000", "patchbay.lan"],
    engineCorsOrigins: ["https://inspector.example"],
    engineRequests: 50,
    firstAdministrator: { email: "ana@example.com", password: "a long password" },
    upstreamRate: 0.5,
    upstreamTimeout: 5000,
    trustedProxies: 2,
    logLevel: "debug",
    production: true,
  });
});

test("hosts that may be private are read in one spelling", () => {
  const { engineAllowHosts } = readEnv({ ENGINE_ALLOW_HOSTS: "127.0.0.1:8080, MCP.internal:443,[::1]:9000" });
  expect(engineAllowHosts).toEqual(["127.0.0.1:8080", "mcp.internal:443", "[::1]:9000"]);
});

test("a proxy is read in either spelling, with or without its scheme, and never stands before this machine", () => {
  expect(readEnv({}).proxy).toBeUndefined();
  expect(readEnv({ HTTPS_PROXY: "proxy.example.com:3128" }).proxy).toEqual({
    url: "http://proxy.example.com:3128",
    except: "localhost,127.0.0.1,[::1]",
    trusted: false,
  });
  const both = { https_proxy: "https://small.example", HTTPS_PROXY: "http://other", NO_PROXY: ".internal" };
  expect(readEnv({ ...both, EGRESS_PROXY_TRUSTED: "on" }).proxy).toEqual({
    url: "https://small.example",
    except: ".internal,localhost,127.0.0.1,[::1]",
    trusted: true,
  });
});
