import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { ADMINISTRATOR } from "./console";
import { createPage, somebody } from "./create-page";
import { type Endpoint, endpointsBelow, pages } from "./routes";
import { administratorEnv, expect, NOBODY, type StorageState, test } from "./test";

/** What answers people who are not signed in, each for a reason of its own. Everything else must not. */
const OPEN_ROUTES = [
  /^\/api\/auth\/\[\.\.\.all\]$/,
  /^\/api\/setup$/,
  /^\/api\/health$/,
  // Opened by the token of a connect link.
  /^\/api\/c\/\[token\]/,
  // Opened by the tokens of their links.
  /^\/api\/(invitations|password-links)\/\[token\]/,
  // Stand on the pages of connect links.
  /^\/api\/organisation\/logo$/,
  /^\/api\/servers\/\[name\]\/icon$/,
  // Opened by the scheduler's and the monitor's own secrets.
  /^\/api\/cron\//,
  /^\/api\/metrics$/,
  // The ways in, and the provider's own calls, which prove themselves.
  /^\/api\/sign-in\/(callback|logout|ways|passkey(\/options)?)$/,
  // Opened by the token of a directory, in a form of its own.
  /^\/api\/scim\//,
  // Says what there is to be called, and nothing of what is here.
  /^\/api\/openapi\.json$/,
];
const OPEN_PAGES = [
  "/sign-in",
  // Leads on by itself, to sign in or to where one wanted to go.
  "/second-factor",
  "/setup/[token]",
  "/invite/[token]",
  "/password/[token]",
  "/c/[token]",
  "/docs",
  "/docs/[slug]",
  "/docs/api",
];

const isOpen = ({ template, method }: Endpoint) =>
  OPEN_ROUTES.some((open) => open.test(template)) ||
  // Where single sign-on begins; its settings are at the same address.
  (method === "GET" && template === "/api/sign-in/single-sign-on");
const changes = ({ method }: Endpoint) => method !== "GET";
const API = endpointsBelow("api");
const REQUEST_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const LARGE = JSON.stringify({ serverName: "GitHub", userId: "x".repeat(65 * 1024) });

type Call = { method: string; address: string; headers?: OutgoingHttpHeaders; body?: string | undefined };

/** The router's answer that names the segments of a page and holds nothing of it. */
const SEGMENTS_ALONE =
  /^(\d+:(\[\["children",\{"s":"[^"]*"(,"c":"\$Q\d+")?\}\]\]|\{"q":"","i":false,"S":false,"r":"\$undefined","b":"[\w-]+","t":\{"t":\{"s":"","h":\d+,"c":"\$Q\d+"\},"h":\{"r":\[null,null\],"p":true,"v":null\}\}\})\n)+$/;

/** A request without a browser's or a library's own ideas about headers. */
async function raw(origin: string, { method, address, headers = {}, body }: Call) {
  const length =
    body === undefined || headers["transfer-encoding"] ? {} : { "content-length": Buffer.byteLength(body) };
  const sent = httpRequest(origin + address, { method, headers: { ...headers, ...length } });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sent.on("response", resolve).on("error", reject);
  });
  sent.end(body);
  const answer = await answered;
  let text = "";
  for await (const chunk of answer) text += chunk;
  return { status: answer.statusCode, headers: answer.headers, text };
}

/** What the app's own page would send with it, without a session. */
function asOwnPage(origin: string, { method }: Endpoint): Pick<Call, "headers" | "body"> {
  if (method === "GET") return {};
  return { headers: { origin, "content-type": "application/json" }, body: "{}" };
}

const cookieOf = ({ cookies }: StorageState) =>
  cookies.map(({ name, value }) => `${name}=${value}`).join("; ");

test("every route but those for everybody answers 401 to the signed-out", async ({ app }) => {
  expect(API.length).toBeGreaterThan(8);
  const reached: string[] = [];
  for (const endpoint of API.filter((one) => !isOpen(one))) {
    const answer = await raw(app.origin, { ...endpoint, ...asOwnPage(app.origin, endpoint) });
    const refused =
      answer.status === 401 &&
      answer.headers["content-type"] === "application/problem+json" &&
      JSON.parse(answer.text).type === "urn:patchbay:problem:unauthenticated" &&
      answer.headers["set-cookie"] === undefined;
    if (!refused) reached.push(`${endpoint.method} ${endpoint.template}: ${answer.status} ${answer.text}`);
  }
  expect(reached).toEqual([]);
});

test("better-auth's own routes beyond those in use do not exist", async ({ app }) => {
  for (const address of ["sign-up/email", "update-user", "list-sessions", "admin/list-users", "ok"]) {
    const headers = { origin: app.origin, "content-type": "application/json" };
    const answer = await raw(app.origin, {
      method: "POST",
      address: `/api/auth/${address}`,
      headers,
      body: "{}",
    });
    expect(answer.status, address).toBe(404);
  }
});

test("every window of the connect flow refuses the signed-out, in words", async ({ app }) => {
  const windows = endpointsBelow("connect");
  expect(windows.length).toBeGreaterThan(1);
  for (const endpoint of windows) {
    const query = `?instance=${crypto.randomUUID()}&state=${crypto.randomUUID()}.${"x".repeat(43)}`;
    const answer = await raw(app.origin, { ...endpoint, address: endpoint.address + query });
    expect([401, 404], endpoint.template).toContain(answer.status);
    expect(answer.text).toContain('role="alert"');
  }
});

test("no window of the connect flow is cut off from its opener, or says where it came from", async ({
  app,
  session,
}) => {
  const headers = { origin: app.origin, cookie: cookieOf(session), "content-type": "application/json" };
  const body = JSON.stringify({ serverName: "GitHub", userId: somebody() });
  const made = await raw(app.origin, { method: "POST", address: "/api/instances", headers, body });
  const instance: string = JSON.parse(made.text).instance.id;
  const start = `/connect/start?${new URLSearchParams({ instance, page: "create", window: "popup" })}`;
  const windows = [...endpointsBelow("connect"), ...endpointsBelow("c")].map(({ address }) => address);
  expect(windows.length).toBeGreaterThan(2);
  const statuses: unknown[] = [];
  for (const address of [start, ...windows]) {
    // As the console's own page opens them; from elsewhere, the start refuses.
    const headers = { cookie: cookieOf(session), "sec-fetch-site": "same-origin" };
    const answer = await raw(app.origin, { method: "GET", address, headers });
    expect(answer.headers["cross-origin-opener-policy"], address).toBeUndefined();
    expect(answer.headers["referrer-policy"], address).toBe("no-referrer");
    statuses.push(answer.status);
  }
  expect(statuses[0]).toBe(303);
});

test("every page but those for everybody leads the signed-out to sign in, and back", async ({ app }) => {
  const guarded = pages().filter(({ template }) => !OPEN_PAGES.includes(template));
  expect(guarded.length).toBeGreaterThan(2);
  for (const { address } of guarded) {
    const signIn = `/sign-in?next=${encodeURIComponent(address)}`;
    const answer = await raw(app.origin, { method: "GET", address });
    expect(answer.headers.location, address).toBe(signIn);
    // What the router asks for as it moves or prefetches; the server adds a mark to such an address by a redirect.
    for (const headers of [{ rsc: "1" }, { rsc: "1", "next-router-prefetch": "1" }]) {
      const marked = await raw(app.origin, { method: "GET", address, headers });
      const moved = await raw(app.origin, { method: "GET", address: marked.headers.location ?? "", headers });
      const told = `${moved.headers.location} ${moved.text}`;
      if (!SEGMENTS_ALONE.test(moved.text)) expect(told, address).toContain(signIn);
      // Only a page without a loading boundary is prefetched so; nothing of it has run then.
      else expect([address, Object.keys(headers).length]).toEqual(["/instances/new", 2]);
    }
  }
});

test("a header that once bypassed middleware changes nothing", async ({ app }) => {
  for (const name of ["middleware", "src/middleware", "proxy", "src/proxy"]) {
    const headers = { "x-middleware-subrequest": Array(5).fill(name).join(":") };
    const answer = await raw(app.origin, { method: "GET", address: "/api/instances/search", headers });
    expect(answer.status).toBe(401);
    expect(answer.headers["x-request-id"]).toMatch(REQUEST_ID);
    const page = await raw(app.origin, { method: "GET", address: "/account", headers });
    expect(page.headers.location).toContain("/sign-in");
    const signIn = await raw(app.origin, { method: "GET", address: "/sign-in", headers });
    expect(signIn.headers["content-security-policy"]).toContain("'nonce-");
  }
});

test("what comes from another origin, or does not say from where, changes nothing", async ({
  app,
  session,
}) => {
  // What no browser calls, and what no cookie opens.
  const byPrograms = /^\/api\/(cron\/|scim\/|sign-in\/logout$)/;
  const changing = API.filter(changes).filter(({ template }) => !byPrograms.test(template));
  expect(changing.length).toBeGreaterThan(4);
  const origins = [undefined, "https://evil.example", "null", `${app.origin}.evil.example`];
  for (const endpoint of changing) {
    for (const origin of origins) {
      const headers = {
        cookie: cookieOf(session),
        "content-type": "application/json",
        ...(origin !== undefined && { origin }),
      };
      const answer = await raw(app.origin, { ...endpoint, headers, body: "{}" });
      expect(answer.status, `${endpoint.method} ${endpoint.template} from ${origin}`).toBe(403);
      expect(JSON.parse(answer.text).type).toBe("urn:patchbay:problem:foreign-origin");
    }
  }
});

test("under a foreign Host nothing is answered, signed in or not", async ({ app, session }) => {
  const asked = [...API.filter(({ template }) => template !== "/api/health"), ...endpointsBelow("connect")];
  const port = new URL(app.origin).port;
  // Programs come to these by the machine's address, with a token of their own.
  const byToken = /^\/api\/(cron\/|metrics$)/;
  for (const endpoint of asked.filter(({ template }) => !byToken.test(template))) {
    for (const host of ["evil.example", `127.0.0.1:${port}`, "localhost"]) {
      const headers = {
        host,
        origin: app.origin,
        cookie: cookieOf(session),
        "content-type": "application/json",
      };
      const body = changes(endpoint) ? "{}" : undefined;
      const answer = await raw(app.origin, { ...endpoint, headers, body });
      expect(answer.status, `${endpoint.method} ${endpoint.template} at ${host}`).toBe(403);
    }
  }
  for (const { address, template } of pages()) {
    const headers = { host: "evil.example", cookie: cookieOf(session) };
    const answer = await raw(app.origin, { method: "GET", address, headers });
    expect(answer.status, `${template} at evil.example`).toBe(403);
    expect(answer.text).toContain("APP_URL");
  }
});

test("a body over 64 KiB is refused, whether or not it says its length", async ({ app, session }) => {
  const places = [
    ["POST", "/api/instances"],
    ["PATCH", `/api/instances/${crypto.randomUUID()}`],
    ["POST", "/api/setup"],
    ["POST", "/api/auth/sign-in/email"],
  ] as const;
  for (const [method, address] of places) {
    for (const length of [{}, { "transfer-encoding": "chunked" }]) {
      const headers = {
        origin: app.origin,
        cookie: cookieOf(session),
        "content-type": "application/json",
        ...length,
      };
      const answer = await raw(app.origin, { method, address, headers, body: LARGE });
      expect(answer.status, `${method} ${address} ${JSON.stringify(length)}`).toBe(413);
      expect(JSON.parse(answer.text).type).toBe("urn:patchbay:problem:too-large");
    }
  }
});

test("an id that does not exist answers alike everywhere", async ({ app, session }) => {
  const headers = { origin: app.origin, cookie: cookieOf(session), "content-type": "application/json" };
  const places = [
    ["PATCH", "", JSON.stringify({ isReadOnly: true })],
    ["GET", "/connection", undefined],
    ["DELETE", "/connection", undefined],
    ["POST", "/reveal", undefined],
  ] as const;
  const answers = new Set<string>();
  for (const [method, rest, body] of places) {
    const address = `/api/instances/${crypto.randomUUID()}${rest}`;
    const answer = await raw(app.origin, { method, address, headers, body });
    const { requestId, ...problem } = JSON.parse(answer.text);
    expect(requestId).toMatch(REQUEST_ID);
    answers.add(JSON.stringify([answer.status, problem]));
  }
  expect([...answers]).toEqual([expect.stringContaining("urn:patchbay:problem:not-found")]);
});

test("the engine takes no call without its key, and tells nobody what it is", async ({ app, session }) => {
  const address = "/engine/mcp-server/instance/create";
  const headers = { "content-type": "application/json", cookie: cookieOf(session) };
  const body = JSON.stringify({ serverName: "GitHub", userId: somebody() });
  const call = (more: object) =>
    raw(app.origin, { method: "POST", address, headers: { ...headers, ...more }, body });
  expect((await call({})).status).toBe(401);
  expect((await call({ authorization: "Bearer another-key-than-it-takes" })).status).toBe(403);
});

test("every answer has a request id, and none says what it was made with", async ({ app, session }) => {
  const signedIn = { cookie: cookieOf(session) };
  const places: [string, Record<string, string>, number][] = [
    ["/sign-in", {}, 200],
    ["/account", {}, 307],
    ["/account", signedIn, 200],
    ["/instances/new", signedIn, 200],
    ["/nothing", {}, 404],
    ["/api/health", {}, 200],
    ["/api/instances/search", {}, 401],
    ["/api/instances/search", signedIn, 200],
    ["/api/instances/search?limit=0", signedIn, 422],
    ["/api/nothing", signedIn, 404],
    ["/connect/done?state=x", signedIn, 404],
    ["/engine/mcp-server/servers", {}, 401],
    ["/engine/nothing", {}, 404],
  ];
  const ids = new Set<unknown>();
  for (const [address, headers, status] of places) {
    const answer = await raw(app.origin, { method: "GET", address, headers });
    expect(answer.status, address).toBe(status);
    expect(answer.headers["x-request-id"], address).toMatch(REQUEST_ID);
    expect(answer.headers["x-powered-by"], address).toBeUndefined();
    expect(answer.headers["x-content-type-options"], address).toBe("nosniff");
    ids.add(answer.headers["x-request-id"]);
  }
  expect(ids.size).toBe(places.length);
});

test("every page runs its own scripts alone, by a nonce for each answer", async ({ app, session }) => {
  const nonces = new Set<string>();
  for (const address of [
    "/sign-in",
    "/sign-in",
    "/setup/made-up",
    "/account",
    "/instances/new",
    "/nothing",
  ]) {
    const headers = address === "/sign-in" ? {} : { cookie: cookieOf(session) };
    const answer = await raw(app.origin, { method: "GET", address, headers });
    const policy = String(answer.headers["content-security-policy"]);
    const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? "";
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "";
    expect(nonce, address).not.toBe("");
    nonces.add(nonce);
    expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
    for (const part of [
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(part);
    for (const [tag] of answer.text.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
    // As an attribute of a tag, that is: in a quoted value it may well stand, where a user was named so.
    expect(answer.text).not.toMatch(
      /<[a-z][^\s>]*(?:\s+[^\s"=>]+(?:=(?:"[^"]*"|[^\s">]+))?)*\s+on(?:error|load|click)=/i,
    );
    expect(answer.headers["cross-origin-opener-policy"]).toBe("same-origin-allow-popups");
    expect(answer.headers["x-frame-options"]).toBe("DENY");
  }
  expect(nonces.size).toBe(6);
});

test.describe("signing in", () => {
  test.use({ storageState: NOBODY });

  for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    test(`leads to the console whatever the address says: ${next}`, async ({ page, app }) => {
      await page.goto(`/sign-in?${new URLSearchParams({ next })}`);
      await page.getByLabel("Email").fill(ADMINISTRATOR.email);
      await page.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(createPage(page).picker).toBeVisible();
      expect(page.url()).toBe(`${app.origin}/instances/new`);
    });
  }

  test("is limited, says when to try again, and then refuses the right password too", async ({
    page,
    start,
  }) => {
    const app = await start({ env: administratorEnv() });
    const headers = { origin: app.origin };
    const attempt = (password: string) =>
      page.request.post(`${app.origin}/api/auth/sign-in/email`, {
        headers,
        data: { email: ADMINISTRATOR.email, password },
      });
    const statuses: number[] = [];
    for (let guess = 0; guess < 10; guess += 1)
      statuses.push((await attempt(`guess number ${guess}`)).status());
    expect(new Set(statuses)).toEqual(new Set([401]));
    const limited = await attempt(ADMINISTRATOR.password);
    expect(limited.status()).toBe(429);
    expect(Number(limited.headers()["retry-after"])).toBeGreaterThan(0);

    await page.goto(`${app.origin}/sign-in`);
    await page.getByLabel("Email").fill(ADMINISTRATOR.email);
    await page.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText(/Too many attempts. Try again in \d+ minutes?\./)).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue(ADMINISTRATOR.email);
    await expect(page).toHaveURL(`${app.origin}/sign-in`);
  });

  test("and out again ends the session on the server", async ({ page, app }) => {
    await page.goto("/account");
    await page.getByLabel("Email").fill(ADMINISTRATOR.email);
    await page.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Account" })).toBeVisible();
    const cookie = cookieOf(await page.context().storageState());
    const list = () =>
      raw(app.origin, { method: "GET", address: "/api/instances/search", headers: { cookie } });
    expect((await list()).status).toBe(200);
    await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in to Patchbay" })).toBeVisible();
    expect((await list()).status).toBe(401);
  });
});
