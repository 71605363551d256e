import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page, Request } from "@playwright/test";
import { ADMINISTRATOR, type Console } from "./console";
import { connectByWindow, createPage, somebody } from "./create-page";
import { listTools } from "./mcp";
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

/** As much of the console as there is to see, on the good ways and on the bad ones. Answers the server URL. */
async function visitEverything(page: Page, { origin }: Console): Promise<string> {
  await page.goto(`${origin}/account`);
  await page.getByLabel("Email").fill(ADMINISTRATOR.email);
  await page.getByLabel("Password", { exact: true }).fill("a wrong password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Email or password is not right.")).toBeVisible();
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
  ["GET", "/api/instances", ""],
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
    const serverUrl = await visitEverything(page, app);
    await listTools(serverUrl, "legacy");
    const heard = await everything();

    const scripts = heard.filter(({ url }) => url.endsWith(".js"));
    const answers = heard.filter(({ url, body }) => /\/(api|engine)\//.test(url) && body.startsWith("{"));
    expect(scripts.length, "scripts").toBeGreaterThan(5);
    expect(answers.length, "answers").toBeGreaterThanOrEqual(CALLS.length);

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
      const key = new URL(serverUrl).pathname.split("/").at(-1) ?? "";
      expect(key).toHaveLength(43);
      const holders = texts.filter(({ text }) => text.includes(key)).map(({ url }) => url);
      expect(holders.length).toBeGreaterThan(0);
      expect(holders.filter((url) => !url.endsWith("/reveal"))).toEqual([]);
    });
  });
}
