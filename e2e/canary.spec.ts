import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page, Request } from "@playwright/test";
import type { Instance } from "@/lib/contracts/instance";
import { ADMINISTRATOR, type Console } from "./console";
import { connectByWindow, createPage, somebody } from "./create-page";
import { makeLink, recordFor } from "./link-pages";
import { listTools } from "./mcp";
import { endpointsBelow, pages } from "./routes";
import { expect, NOBODY, type Pair, test } from "./test";

const STATIC = fileURLToPath(new URL("../.next/static", import.meta.url));

test.describe.configure({ mode: "default" });
test.use({ storageState: NOBODY });

/** Everything that the browser was sent, headers and bodies, as it comes. */
function overhear(context: BrowserContext) {
  const heard: Promise<{ url: string; body: string; text: string }>[] = [];
  const listen = async (request: Request) => {
    const response = await request.response().catch(() => null);
    const headers = JSON.stringify(await response?.allHeaders().catch(() => ({})));
    // A redirect has no body, and that of a window which has closed itself is gone.
    const body = (await response?.text().catch(() => "")) ?? "";
    return { url: request.url(), body, text: `${headers}${body}` };
  };
  context.on("requestfinished", (request) => heard.push(listen(request)));
  return () => Promise.all(heard);
}

/** Signs in and connects an account, on the good ways and on the bad ones. Answers the server URL. */
async function connectAnAccount(page: Page, { origin }: Console): Promise<string> {
  await page.goto(`${origin}/account`);
  await page.getByLabel("Email").fill(ADMINISTRATOR.email);
  await page.getByLabel("Password", { exact: true }).fill("a wrong password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Incorrect email or password.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Account" })).toBeVisible();

  const on = createPage(page);
  await page.goto(`${origin}/instances/new`);
  await on.picker.click();
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await on.create("GitHub", somebody());
  await connectByWindow(page, "GitHub");
  await expect(on.status("Connected")).toBeVisible();
  const url = await on.readUrl();
  await page.reload();
  await expect(on.status("Connected")).toBeVisible();

  for (const address of ["/nothing", "/setup/made-up", "/connect/done?state=made-up", "/connect/start"]) {
    await page.goto(`${origin}${address}`);
  }
  await page.goto(`${origin}/instances/new`);
  await page.evaluate(async (paths) => {
    for (const [method, address, body] of paths) {
      const headers = {
        "content-type": "application/json",
        authorization: "Bearer not-the-key-that-it-takes",
      };
      // Read to the end, or the browser keeps nothing of it to be overheard.
      await (await fetch(address, { method, headers, ...(body && { body }) })).text();
    }
  }, CALLS);
  return url;
}

/** Calls of the API that fail in every way, and of the engine with a wrong key. */
const CALLS = [
  ["GET", "/api/health", ""],
  ["GET", "/api/instances/search", ""],
  ["GET", "/api/suggestions", ""],
  ["POST", "/api/instances", "{"],
  ["POST", "/api/instances", `{"serverName":"nothing","userId":""}`],
  ["POST", "/api/instances", `{"serverName":"GitHub","userId":"ana","upstream":"eu"}`],
  ["POST", `/api/instances/${crypto.randomUUID()}/reveal`, ""],
  ["GET", `/api/instances/${crypto.randomUUID()}/connection`, ""],
  ["POST", "/api/setup", "{}"],
  ["GET", "/api/auth/get-session", ""],
  ["POST", "/engine/mcp-server/instance/create", "{}"],
  ["GET", "/engine/mcp-server/servers", ""],
] as const;

type Real = {
  instance: Instance;
  waiting: Instance;
  token: string;
  link: string;
  job: string;
  bundle: string;
  /** Two servers of a user, and the URL for both. */
  combinable: { userId: string; upstream: string; serverNames: string[] };
  combined: string;
  view: string;
  webhook: string;
  delivery: string;
};

/** What stands for a segment of an address. One that is added and not written down here fails the test. */
function addressOf(
  template: string,
  { instance, token, link, job, bundle, combined, view, webhook, delivery }: Real,
): string {
  const values: Record<string, string> = {
    "instances/[id]": instance.id,
    "users/[userId]": encodeURIComponent(instance.userId),
    "links/[id]": link,
    "jobs/[id]": job,
    "c/[token]": token,
    "start/[item]": "0",
    "items/[item]": "0",
    "setup/[token]": "made-up",
    "invite/[token]": "made-up",
    "password/[token]": "made-up",
    "invitations/[token]": "made-up",
    "links/[token]": "made-up",
    "members/[id]": "made-up",
    "Users/[id]": "made-up",
    "invitations/[id]": crypto.randomUUID(),
    "sessions/[id]": "made-up",
    "passkeys/[id]": "made-up",
    "auth/[...all]": "get-session",
    "servers/[name]": "Acme",
    "targets/[server]": "Linear",
    "tools/[name]": "github_create_issue",
    "keys/[id]": crypto.randomUUID(),
    "bundles/[id]": bundle,
    "urls/[id]": combined,
    "docs/[slug]": "first-steps",
    "views/[id]": view,
    "webhooks/[id]": webhook,
    "deliveries/[delivery]": delivery,
  };
  return template.replace(/(\w+)\/(\[+[^\]]+\]+)/g, (place, folder) => {
    const value = values[place];
    if (value === undefined) throw new Error(`nothing stands for ${place}`);
    return `${folder}/${value}`;
  });
}

/** What a call needs in order to be answered, beside its address. */
function askedFor({
  instance,
  waiting,
  combinable,
}: Real): Record<string, { query?: Record<string, string>; body?: object }> {
  const { id, userId, upstream } = instance;
  const instanceIds = [id];
  return {
    "GET /api/upstream-users": { query: { upstream } },
    "GET /api/users/alike": { query: { userId } },
    "GET /api/user": { query: { userId } },
    "GET /connect/start": { query: { instance: id, page: "instance", window: "popup" } },
    "GET /c/[token]/start/[item]": { query: { window: "popup" } },
    "POST /api/instances": { body: { serverName: "GitHub", userId, upstream } },
    "PATCH /api/instances/[id]": { body: { isReadOnly: true } },
    "POST /api/instances/[id]/tools": { body: { name: "github_list_issues" } },
    "POST /api/instances/bulk": { body: { serverNames: ["GitHub"], userIds: [userId], upstream } },
    "POST /api/instances/bulk/preview": { body: { serverNames: ["GitHub"], userIds: [userId], upstream } },
    "POST /api/instances/reveal": { body: { instanceIds } },
    "PUT /api/account/notices": { body: { events: [], byMail: false } },
    "POST /api/webhooks": { body: HOOK },
    "PATCH /api/webhooks/[id]": { body: { isEnabled: true } },
    "PUT /api/sign-in/password": { body: { isAllowed: true } },
    "PUT /api/sign-in/second-factor": { body: { isRequired: false } },
    "POST /api/combined-urls": { body: combinable },
    "POST /api/bundles": { body: { name: crypto.randomUUID(), serverNames: ["GitHub"] } },
    "PUT /api/bundles/[id]": { body: { name: crypto.randomUUID(), serverNames: ["Slack"] } },
    "POST /api/views": { body: { name: crypto.randomUUID(), search: "?status=waiting" } },
    "POST /api/instances/export": { body: { instanceIds } },
    "POST /api/jobs": { body: { action: "refresh", instanceIds } },
    "POST /api/links": { body: { instanceIds, person: "Ana" } },
    "POST /api/links/bulk": { body: { instanceIds: [waiting.id] } },
    "POST /api/members/invitations": {
      body: { email: `${crypto.randomUUID()}@example.com`, role: "viewer" },
    },
    "PATCH /api/account": { body: { name: "Administrator", email: ADMINISTRATOR.email } },
    "POST /api/api-keys": { body: { name: "Canary", scopes: ["read"] } },
    "PUT /api/instances/[id]/suspension": { body: { isSuspended: false } },
    "PUT /api/instances/[id]/tools/[name]": { body: { isOn: false } },
    "PUT /api/instances/[id]/call-limit": { body: { callLimit: null } },
    "PUT /api/organisation/suspension": { body: { isSuspended: false } },
    "PUT /api/servers/[name]/suspension": { body: { isSuspended: false } },
    "PUT /api/servers/[name]/tools": { body: { tool: "search", isOn: true } },
    "PUT /api/tool-changes/rule": { body: { rule: "warn" } },
    "PUT /api/users/suspension": { body: { userId, isSuspended: false } },
    "POST /api/servers": { body: { ...ACME, name: "Acme Desk" } },
    "PUT /api/servers/[name]": { body: ACME },
    "PUT /api/targets/[server]": { body: { kind: "sandbox" } },
    "POST /api/targets/[server]/test": { body: { register: false } },
    "POST /api/upstream-users/adopt/bulk": {
      body: { upstream, users: [{ userId, serverNames: ["GitHub"] }] },
    },
    "POST /api/upstream-users/adopt": { body: { upstream, userId, serverNames: ["GitHub"] } },
  };
}

/** Routes that take what nobody has here: a secret, a key, a return from a provider; or what the next test needs. */
const UNANSWERED = [
  // Nobody chose a way to be told.
  "POST /api/account/notices/test",
  // They take what only an authenticator signs.
  "POST /api/account/passkeys",
  "POST /api/account/passkeys/options",
  "POST /api/sign-in/passkey",
  "DELETE /api/account/passkeys/[id]",
  // They take a code, which only an app shows.
  "POST /api/account/second-factor/confirm",
  "POST /api/account/second-factor/recovery-codes",
  "POST /api/account/second-factor/remove",
  "POST /api/account/second-factor/verify",
  // They take the token of a directory.
  "DELETE /api/scim/v2/Users/[id]",
  "GET /api/scim/v2/Users",
  "GET /api/scim/v2/Users/[id]",
  "PATCH /api/scim/v2/Users/[id]",
  "POST /api/scim/v2/Users",
  "PUT /api/scim/v2/Users/[id]",
  // There is no OpenID provider here: they lead back to the sign-in page, or are refused.
  "POST /api/sign-in/logout",
  "PUT /api/sign-in/single-sign-on",
  // Nothing changed that could be approved.
  "POST /api/tool-changes/approve",
  "GET /api/cron/sweep",
  "GET /api/metrics",
  "GET /api/organisation/logo",
  "GET /connect/done",
  "POST /api/auth/[...all]",
  "POST /api/c/[token]/items/[item]/key",
  "POST /api/instances/[id]/key",
  // The link is still needed, with the address that it has.
  "POST /api/links/remind",
  "POST /api/links/revoke",
  "POST /api/setup",
  "POST /api/users/offboard",
  "POST /api/users/offboard/bulk",
  "PUT /api/organisation",
  "POST /api/invitations/[token]/accept",
  "POST /api/password-links/[token]/use",
  // No key, member, invitation or session has this id.
  "DELETE /api/api-keys/[id]",
  "DELETE /api/members/[id]",
  "PATCH /api/members/[id]",
  "POST /api/members/[id]/password-link",
  "DELETE /api/members/[id]/second-factor",
  "DELETE /api/members/[id]/sessions",
  "DELETE /api/members/invitations/[id]",
  "DELETE /api/account/sessions/[id]",
].sort();

/** What only an engine of one's own can do. */
const ENGINE_ALONE = [
  "DELETE /api/instances/[id]/token",
  "DELETE /api/servers/[name]",
  "GET /api/servers/[name]/tools",
  "GET /api/tool-changes",
  "POST /api/instances/[id]/read-only-address",
  "POST /api/instances/[id]/rotation",
  "POST /api/instances/[id]/token",
  "PUT /api/instances/[id]/call-limit",
  "PUT /api/organisation/suspension",
  "PUT /api/servers/[name]/suspension",
  "PUT /api/servers/[name]/tools",
  "PUT /api/tool-changes/rule",
  "PUT /api/users/suspension",
  "DELETE /api/targets/[server]",
  "GET /api/targets",
  "GET /api/targets/[server]",
  "POST /api/servers",
  "POST /api/targets/[server]/test",
  "PUT /api/instances/[id]/suspension",
  "PUT /api/instances/[id]/tools/[name]",
  "PUT /api/servers/[name]",
  "PUT /api/targets/[server]",
];

/** A server of the organisation's own, which only an engine of one's own has. */
const ACME = { category: "Other", url: "https://mcp.acme.example/", registration: "none" };

/** An endpoint that there is nowhere. */
const HOOK = { url: "https://receiver.invalid/", events: ["instance.created"] };

/** Every page and every route of the console, asked for what there is. Answers which looks were not answered. */
async function visitEverything(page: Page, { origin }: Console): Promise<string[]> {
  const listed = await page.request.get(`${origin}/api/instances/search`);
  const instance: Instance = (await listed.json()).instances[0];
  const [waiting] = (await recordFor(page, origin, ["Slack"])) as [Instance];
  const { link, url } = await makeLink(page, origin, { instanceIds: [waiting.id], person: "Ana" });
  const begun = await page.request.post(`${origin}/api/jobs`, {
    headers: { origin },
    data: { action: "refresh", instanceIds: [instance.id] },
  });
  await page.request.post(`${origin}/api/servers`, { headers: { origin }, data: { ...ACME, name: "Acme" } });
  const bundled = await page.request.post(`${origin}/api/bundles`, {
    headers: { origin },
    data: { name: crypto.randomUUID(), serverNames: ["GitHub"] },
  });
  const viewed = await page.request.post(`${origin}/api/views`, {
    headers: { origin },
    data: { name: crypto.randomUUID(), search: "?status=waiting" },
  });
  const [one] = (await recordFor(page, origin, ["GitHub", "Slack"])) as [Instance];
  const combinable = { userId: one.userId, upstream: one.upstream, serverNames: ["GitHub", "Slack"] };
  const joined = await page.request.post(`${origin}/api/combined-urls`, {
    headers: { origin },
    data: combinable,
  });
  const hooked = await page.request.post(`${origin}/api/webhooks`, { headers: { origin }, data: HOOK });
  const webhook: string = (await hooked.json()).webhook.id;
  const tested = await page.request.post(`${origin}/api/webhooks/${webhook}/test`, { headers: { origin } });
  const token = new URL(url).pathname.replace("/c/", "");
  const real = {
    instance,
    waiting,
    token,
    link: link.id,
    job: (await begun.json()).job.id,
    bundle: (await bundled.json()).bundle.id,
    combinable,
    combined: (await joined.json()).combinedUrl.id,
    view: (await viewed.json()).view.id,
    webhook,
    delivery: (await tested.json()).delivery.id,
  };
  for (const { template } of pages()) {
    await page.goto(origin + addressOf(template, real));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await page.goto(`${origin}/account`);
  // What takes something away comes last, and the instance after all that it has.
  const last = (method: string, template: string) => (method === "DELETE" ? 1000 - template.length : 0);
  const endpoints = ["api", "connect", "c"]
    .flatMap(endpointsBelow)
    .sort((a, b) => last(a.method, a.template) - last(b.method, b.template));
  const asked = askedFor(real);
  const unanswered: string[] = [];
  for (const { method, template } of endpoints) {
    const { query, body = {} } = asked[`${method} ${template}`] ?? {};
    const search = query ? `?${new URLSearchParams(query)}` : "";
    const status = await page.evaluate(
      async ([method, address, body]) => {
        const headers = { "content-type": "application/json" };
        const sent = method === "GET" ? {} : { headers, body };
        const response = await fetch(address, { method, redirect: "manual", ...sent });
        await response.text();
        return response.status;
      },
      [method, addressOf(template, real) + search, JSON.stringify(body)] as const,
    );
    if (status >= 400) unanswered.push(`${method} ${template}`);
  }
  return unanswered;
}

async function staticFiles(): Promise<string[]> {
  const entries = await readdir(STATIC, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
}

/** A secret as it stands, and as it would look in a cookie or a token. */
function disguises(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    bytes.toString("hex"),
    bytes.toString("base64").slice(0, -4),
    bytes.toString("base64url").slice(0, -4),
  ];
}

const ROLES: Record<string, (pair: Pair) => Console> = {
  "by HTTP, whose key is KLAVIS_API_KEY": ({ near }) => near,
  "with the embedded engine, whose key is ENGINE_API_KEY": ({ far }) => far,
};

for (const [name, role] of Object.entries(ROLES)) {
  test(`no secret of a console ${name} is in anything it sends, shows or logs`, async ({
    page,
    context,
    pair,
  }) => {
    // Everything is opened, one after the other.
    test.slow();
    const app = role(pair);
    const everything = overhear(context);
    const serverUrl = await connectAnAccount(page, app);
    await listTools(serverUrl, "legacy");
    const unanswered = await visitEverything(page, app);
    const without = app === pair.near ? ENGINE_ALONE : [];
    expect(unanswered.sort()).toEqual([...UNANSWERED, ...without].sort());
    const heard = await everything();

    const scripts = heard.filter(({ url }) => url.endsWith(".js"));
    const answers = heard.filter(({ url, body }) => /\/(api|engine)\//.test(url) && body.startsWith("{"));
    expect(scripts.length, "scripts").toBeGreaterThan(5);
    expect(answers.length, "answers").toBeGreaterThan(endpointsBelow("api").length);

    const kept = JSON.stringify(await context.storageState());
    const files = await staticFiles();
    expect(files.length).toBeGreaterThan(5);
    const texts = [
      ...heard,
      { url: "what the browser keeps", text: kept },
      { url: "the terminal of the one", text: pair.near.log() },
      { url: "the terminal of the other", text: pair.far.log() },
      ...(await Promise.all(files.map(async (url) => ({ url, text: await readFile(url, "latin1") })))),
    ];
    const password = ADMINISTRATOR.password;
    for (const secret of [pair.secrets.key, pair.secrets.appSecret, password].flatMap(disguises)) {
      expect(texts.filter(({ text }) => text.includes(secret)).map(({ url }) => url)).toEqual([]);
    }

    await test.step("and the server URL is only in what revealed it", () => {
      const key = new URL(serverUrl).pathname.split("/").at(-2) ?? "";
      expect(key).toHaveLength(43);
      const holders = texts.filter(({ text }) => text.includes(key)).map(({ url }) => url);
      expect(holders.length).toBeGreaterThan(0);
      expect(holders.filter((url) => !url.endsWith("/reveal"))).toEqual([]);
    });
  });
}
