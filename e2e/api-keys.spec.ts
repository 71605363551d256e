import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expectAccessibleEverywhere } from "./axe";
import { administratorEnv, expect, NOBODY, signIn, test } from "./test";

const run = promisify(execFile);

/** How the shown example of each language is run, as it stands, with nothing but the language. */
const RUNNERS = {
  curl: ["sh", "-c"],
  typescript: [process.execPath, "--input-type=module", "--eval"],
  python: ["python3", "-c"],
} as const;

/** Operations of both APIs, with a body and without. */
const EXAMPLES = [
  "(POST /mcp-server/instance/create)",
  "(GET /mcp-server/servers)",
  "(POST /api/instances)",
  "(GET /api/instances/search)",
];

function keysPage(page: Page) {
  return {
    create: page.getByRole("button", { name: "Create an API key" }),
    dialog: page.getByRole("dialog", { name: "Create an API key" }),
    row: (name: string) => page.getByRole("listitem").filter({ hasText: name }).first(),
    async open() {
      await page.goto("/settings/api-keys");
      await expect(page.getByRole("heading", { name: "API keys", level: 1 })).toBeVisible();
    },
  };
}
const named = () => `CI ${randomBytes(4).toString("hex")}`;

test("the signed-out neither see nor make keys", async ({ meet, app }) => {
  const stranger = await meet();
  const headers = { origin: app.origin };
  const data = { name: "Eve", scopes: ["console"] };
  expect((await stranger.request.post("/api/api-keys", { headers, data })).status()).toBe(401);
  await stranger.goto("/settings/api-keys");
  await expect(stranger).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fapi-keys$/);
});

// With a console of its own, which has no keys to begin with.
test("a key is made, shown once, used, and revoked", async ({ browser, start, playwright }) => {
  const app = await start({ env: administratorEnv() });
  const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const on = keysPage(page);
  const name = named();
  await on.open();
  await expect(page.getByText("No API keys yet")).toBeVisible();
  await expectAccessibleEverywhere(page);

  await on.create.click();
  await on.dialog.getByRole("button", { name: "Create key" }).click();
  await expect(on.dialog.getByText("Name the key.")).toBeVisible();
  await on.dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await on.dialog.getByRole("checkbox", { name: /^Raw credentials/ }).check();
  await on.dialog.getByRole("button", { name: "Create key" }).click();
  await expect(on.dialog.getByText("The role does not go that far")).toBeVisible();
  await on.dialog.getByRole("checkbox", { name: /^Raw credentials/ }).uncheck();
  await on.dialog.getByRole("checkbox", { name: /^Console/ }).check();
  await on.dialog.getByLabel("Expires after").selectOption({ label: "Never" });
  await expectAccessibleEverywhere(page);
  await on.dialog.getByRole("button", { name: "Create key" }).click();

  const made = page.getByRole("dialog", { name });
  const secret = (await made.locator("code").textContent()) ?? "";
  expect(secret).toMatch(/^pb_[\w-]{43}$/);
  await made.getByRole("button", { name: "Copy API key" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await expectAccessibleEverywhere(page);
  await made.getByRole("button", { name: "Done" }).click();
  await expect(on.row(name)).toContainText("Never used");
  await expect(on.row(name)).toContainText("Does not expire");
  expect(await page.content()).not.toContain(secret);
  await expectAccessibleEverywhere(page);

  const program = await playwright.request.newContext({
    baseURL: app.origin,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  const data = { serverName: "GitHub", userId: "ada" };
  const byConsole = await program.post("/api/instances", { data });
  expect(byConsole.status()).toBe(200);
  const byEngine = await program.post("/engine/mcp-server/instance/create", { data });
  expect((await byEngine.json()).instanceId).toBe((await byConsole.json()).instance.instanceId);
  expect((await program.get("/api/api-keys")).status()).toBe(403);
  await on.open();
  await expect(on.row(name)).toContainText("Last used");

  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  const question = page.getByRole("alertdialog", { name: `Revoke ${name}?` });
  await expect(question).toContainText("Instances made with it stay");
  await question.getByRole("button", { name: "Revoke key" }).click();
  await expect(on.row(name)).toContainText("Revoked");
  await expect(page.getByRole("button", { name: `Revoke ${name}` })).toHaveCount(0);
  expect((await program.get("/api/instances/search")).status()).toBe(401);
  expect((await program.get("/engine/user/")).status()).toBe(403);
  await program.dispose();
  await context.close();
});

for (const [language, [command, ...args]] of Object.entries(RUNNERS)) {
  test(`the examples of the reference page run as they stand with a key, in ${language}`, async ({
    page,
    app,
  }) => {
    const there = await run(command, ["-c", ":"]).then(
      () => true,
      ({ code }) => code !== "ENOENT",
    );
    test.skip(!there, `this machine has no ${command}`);
    const headers = { origin: app.origin };
    const data = { name: named(), scopes: ["read", "create", "console"] };
    const { secret } = await (await page.request.post("/api/api-keys", { headers, data })).json();
    await page.goto(`/docs/api?language=${language}`);
    for (const operation of EXAMPLES) {
      const shown = await page.getByRole("region", { name: operation }).textContent();
      const { stdout } = await run(command, [...args, shown ?? ""], {
        env: { ...process.env, PATCHBAY_API_KEY: secret },
      });
      expect(JSON.parse(stdout), operation).toEqual(expect.any(Object));
      expect(JSON.parse(stdout), operation).not.toHaveProperty("detail");
    }
  });
}

test.describe("the reference page, for whoever comes", () => {
  test.use({ storageState: NOBODY });

  test("names every operation, is searched, and has its examples in three languages", async ({ page }) => {
    // The longest page that there is, which axe reads four times.
    test.slow();
    await page.goto("/docs/api");
    await expect(page.getByRole("heading", { name: "The engine's API" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "The console's API" })).toBeVisible();
    for (const address of ["/engine/openapi.json", "/api/openapi.json"]) {
      const { paths } = await (await page.request.get(address)).json();
      for (const methods of Object.values<Record<string, { operationId: string; security?: object[] }>>(
        paths,
      )) {
        for (const { operationId, security } of Object.values(methods)) {
          if (security) await expect(page.locator(`h3#${operationId}`)).toHaveCount(1);
        }
      }
    }
    const example = page.getByRole("region", { name: "Create in curl" });
    await expect(example).toContainText(`${new URL(page.url()).origin}/engine/mcp-server/instance/create`);

    const search = page.getByRole("searchbox", { name: "Search the operations" });
    const index = page.getByRole("navigation", { name: "Operations" });
    await search.fill("post LINK");
    await expect(index.getByRole("link", { name: "Make a connect link", exact: true })).toBeVisible();
    await expect(index.getByRole("link", { name: "List the users" })).toHaveCount(0);
    await index.getByRole("link", { name: "Make a connect link", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Make a connect link", exact: true })).toBeInViewport();
    await search.fill("nothing at all");
    await expect(index.getByText("No operation has these words")).toBeVisible();

    await page.getByRole("link", { name: "Python" }).click();
    await expect(page.getByRole("region", { name: "Create in python" })).toContainText("urllib.request");
    await expect(page).toHaveURL(/language=python/);
    await expectAccessibleEverywhere(page);
  });
});
