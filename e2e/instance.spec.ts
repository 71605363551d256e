import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import type { Page } from "@playwright/test";
import type { Instance } from "@/lib/contracts/instance";
import { userPath } from "@/lib/paths";
import { showUnseen } from "@/lib/words/unseen";
import { expectAccessible, expectAccessibleEverywhere } from "./axe";
import { connectByWindow, createPage, somebody } from "./create-page";
import { listTools } from "./mcp";
import { administratorEnv, expect, signIn, test } from "./test";

/** Creates an instance by the API. */
async function made(page: Page, origin: string, wanted: Partial<Instance> = {}): Promise<Instance> {
  const answer = await page.request.post(`${origin}/api/instances`, {
    headers: { origin },
    data: { serverName: "GitHub", userId: somebody(), ...wanted },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()).instance;
}

/** The page of an instance, in the words that stand on it. */
function instancePage(page: Page) {
  const result = page.getByRole("region", { name: "Result" });
  const question = page.getByRole("alertdialog");
  return {
    result,
    question,
    status: (label: string) => page.locator("main header").getByText(label, { exact: true }),
    tab: (name: string) => page.getByRole("tab", { name, exact: true }),
    tools: page.getByRole("region", { name: "Tools", exact: true }).getByRole("listitem"),
    tool: (name: string) => page.getByRole("button", { name }),
    searchTools: page.getByRole("searchbox", { name: "Search tools" }),
    run: page.getByRole("button", { name: "Run", exact: true }),
    readOnly: page.getByRole("switch", { name: "Read-only" }),
    url: page.getByRole("region", { name: "server URL" }),
    history: page.getByRole("region", { name: "History" }).getByRole("listitem"),
    async open({ id }: Instance, query = "") {
      await page.goto(`/instances/${id}${query}`);
      await expect(page.getByRole("tablist", { name: "Views of the instance" })).toBeVisible();
    },
  };
}

/** Nothing is offered that could only be refused to a viewer. */
async function expectOnlyLooks(page: Page): Promise<void> {
  for (const name of [
    /^Reveal/,
    /^Copy (server URL|snippet)/,
    "Copy instance id",
    /^Connect/,
    /^Create/,
    /^Add to/,
    /^Delete/,
    /^Send/,
    /^Remove/,
  ]) {
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  }
}

test.describe("refused", () => {
  test("an instance that does not exist, and an address that cannot be one", async ({ page }) => {
    for (const id of [crypto.randomUUID(), "nonsense"]) {
      await page.goto(`/instances/${id}`);
      await expect(page.getByText("There is no such instance")).toBeVisible();
      await expect(page.getByRole("link", { name: "Look through all instances" })).toBeVisible();
    }
    await expectAccessible(page);
  });

  test("but the upstream's id leads to the record that it belongs to", async ({ page, app }) => {
    const instance = await made(page, app.origin);
    await page.goto(`/instances/${instance.instanceId}`);
    await expect(page).toHaveURL(`/instances/${instance.id}`);
    await expect(page.getByRole("heading", { name: "GitHub", level: 1 })).toBeVisible();
  });

  test("a viewer looks at everything but the secret, and can change and run nothing", async ({
    browser,
    start,
  }) => {
    const app = await start({ env: administratorEnv() });
    const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
    const page = await context.newPage();
    const instance = await made(page, app.origin);
    await app.stop();
    const database = new PGlite(path.join(app.dataDir, "database"), { extensions: { pg_trgm } });
    await database.query(`update "user" set role = 'viewer'`);
    await database.close();
    await app.startAgain();

    const on = instancePage(page);
    await on.open(instance);
    await expect(page.getByText("Your role can look at this instance.")).toBeVisible();
    await expect(on.readOnly).toBeDisabled();
    await expect(on.url).toContainText("••••");
    // The upstream's id is part of some upstreams' URLs.
    expect(await page.content()).not.toContain(instance.instanceId);
    await expectOnlyLooks(page);
    await expectAccessible(page);
    await on.tab("Tools").click();
    await on.tool("github_create_issue").click();
    await expect(page.getByText("1 to 200 characters")).toBeVisible();
    await expect(on.run).toHaveCount(0);
    await on.tab("History").click();
    await expect(on.history).toHaveCount(1);

    const create = createPage(page);
    for (const query of ["", `?instance=${instance.id}`]) {
      await page.goto(`/instances/new${query}`);
      await expect(page.getByText("Creating takes an operator.")).toBeVisible();
      await expect(create.listed("GitHub", instance.userId)).toContainText("Waiting for authorization");
      await expect(page.getByRole("region", { name: "Instance", exact: true })).toHaveCount(query ? 1 : 0);
      await expectOnlyLooks(page);
      await expect(page.getByRole("form")).toHaveCount(0);
    }
    expect(await page.content()).not.toContain(instance.instanceId);
    await expectAccessible(page);
    await page.goto("/instances/new");
    await page.getByRole("button", { name: `Show GitHub of ${instance.userId}` }).click();
    await expect(create.url).toContainText("••••");
    await expectOnlyLooks(page);

    const address = `/api/instances/${instance.id}`;
    const headers = { origin: app.origin };
    for (const answer of [
      await page.request.post(`${address}/reveal`, { headers }),
      await page.request.post(`${address}/tools`, { headers, data: { name: "github_list_issues" } }),
      await page.request.patch(address, { headers, data: { isReadOnly: true } }),
      await page.request.delete(`${address}/authorization`, { headers }),
      await page.request.delete(address, { headers }),
    ]) {
      expect(answer.status()).toBe(403);
    }
    await context.close();
  });
});

test.describe("an instance that was deleted at the upstream", () => {
  test.use({
    baseURL: ({ pair }, use) => use(pair.near.origin),
    storageState: async ({ pair }, use) => use(await signIn(pair.near.origin)),
  });

  test("shows as such, and its record can be deleted", async ({ page, pair }) => {
    const instance = await made(page, pair.near.origin);
    const on = instancePage(page);
    await on.open(instance);
    await expect(on.status("Waiting for authorization")).toBeVisible();
    const removal = await fetch(`${pair.far.origin}/engine/mcp-server/instance/${instance.instanceId}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${pair.secrets.key}` },
    });
    expect(removal.status).toBe(200);
    // An answer of a moment ago is not asked for again, so that the first press may still tell that one.
    await expect(async () => {
      await page.getByRole("button", { name: "Refresh state" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText(
        "The upstream does not know this instance of this user any more",
        { timeout: 2_000 },
      );
    }).toPass();
    await expect(on.status("Gone at the upstream")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Connect/ })).toHaveCount(0);
    await expect(page.getByRole("tab", { name: "Cursor" })).toHaveCount(0);
    await expect(on.readOnly).toBeDisabled();
    await expectAccessible(page);
    await on.tab("History").click();
    await expect(on.history.first()).toContainText("Patchbay found it gone at its upstream");
    await on.tab("Overview").click();

    await page.getByRole("link", { name: "Create it again" }).click();
    await expect(createPage(page).picker).toContainText("GitHub");
    await expect(createPage(page).user).toHaveValue(instance.userId);
    await page.goBack();

    await page.getByRole("button", { name: "Delete instance" }).click();
    await expect(on.question).toContainText("The upstream does not have this instance of this user any more");
    await on.question.getByRole("textbox").fill("GitHub");
    await on.question.getByRole("button", { name: "Delete instance" }).click();
    await expect(page).toHaveURL("/instances");
  });
});

test("an account is connected, and its authorization removed, after a question", async ({ page, app }) => {
  const instance = await made(page, app.origin);
  const on = instancePage(page);
  await on.open(instance);
  await expect(page.getByRole("link", { name: instance.userId })).toHaveAttribute(
    "href",
    userPath(instance.userId),
  );
  await expect(on.status("Waiting for authorization")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create connect link" })).toBeVisible();
  await connectByWindow(page, "GitHub");
  await expect(on.status("Connected")).toBeVisible();

  const remove = page.getByRole("button", { name: "Remove authorization" });
  await remove.click();
  await expect(on.question).toContainText("stop working at once");
  await expectAccessible(page);
  await on.question.getByRole("button", { name: "Cancel" }).click();
  await expect(on.question).toHaveCount(0);
  await expect(on.status("Connected")).toBeVisible();
  await remove.click();
  await on.question.getByRole("button", { name: "Remove authorization" }).click();
  await expect(page.getByText(/^Deleted here/)).toBeVisible();
  await expect(on.status("Revoked")).toBeVisible();
  await expect(page.getByRole("button", { name: "Connect GitHub" })).toBeVisible();

  await on.tab("History").click();
  await expect(on.history.first()).toContainText("removed the authorization");
  await expect(on.history.last()).toContainText("created it");
  await expect(on.history.filter({ hasText: "connected the account" })).toHaveCount(1);
  await expectAccessibleEverywhere(page);
});

test("the state is asked for anew when somebody comes back to the page", async ({ page, app }) => {
  const instance = await made(page, app.origin);
  const on = instancePage(page);
  await on.open(instance);
  await connectByWindow(page, "GitHub");
  await expect(on.status("Connected")).toBeVisible();
  const headers = { origin: app.origin };
  const removal = await page.request.delete(`/api/instances/${instance.id}/authorization`, { headers });
  expect(removal.status()).toBe(200);
  await expect(on.status("Connected")).toBeVisible();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(on.status("Revoked")).toBeVisible();
});

test("read-only shows at once, and goes back where it is refused", async ({ page, app }) => {
  const instance = await made(page, app.origin);
  const on = instancePage(page);
  await on.open(instance);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**/api/instances/${instance.id}`, async (route) => {
    await held;
    await route.abort();
  });
  await on.readOnly.click();
  await expect(on.readOnly).toBeChecked();
  release();
  await expect(page.getByText("It can still write")).toBeVisible();
  await expect(on.readOnly).not.toBeChecked();

  await page.unroute(`**/api/instances/${instance.id}`);
  await on.readOnly.check();
  await expect(page.getByRole("status").filter({ hasText: "Saved: read-only" })).toBeAttached();
  await on.tab("Tools").click();
  await expect(page.getByText("The account is not connected: the tools can be looked at")).toBeVisible();
  await expect(on.tools).toHaveCount(3);
  await page.reload();
  await expect(on.tools).toHaveCount(3);
  await expect(on.tools.filter({ hasText: "Write" })).toHaveCount(0);
});

test("a token is asked for beside the URL, replaced and given up, each after a question", async ({
  page,
  app,
}) => {
  const instance = await made(page, app.origin, { serverName: "Hacker News" });
  const headers = { origin: app.origin };
  const revealed = await page.request.post(`/api/instances/${instance.id}/reveal`, { headers });
  const { serverUrl } = await revealed.json();
  const ask = async (token?: string) => {
    const data = { jsonrpc: "2.0", id: 1, method: "ping" };
    const answer = await page.request.post(serverUrl, {
      headers: {
        accept: "application/json, text/event-stream",
        "content-type": "application/json",
        "mcp-protocol-version": "2025-11-25",
        ...(token && { authorization: `Bearer ${token}` }),
      },
      data,
    });
    return answer.status();
  };
  const on = instancePage(page);
  await on.open(instance);
  expect(await ask()).toBe(200);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const token = page.getByRole("region", { name: "bearer token" }).locator("code");

  await press("Ask for a token");
  await expect(on.question).toContainText("Every agent that uses this instance is refused from now on");
  await expectAccessibleEverywhere(page);
  await on.question.getByRole("button", { name: "Cancel" }).click();
  expect(await ask()).toBe(200);
  await press("Ask for a token");
  await on.question.getByRole("button", { name: "Make token" }).click();
  const first = (await token.textContent()) ?? "";
  expect([await ask(), await ask(first)]).toEqual([401, 200]);

  await press("Replace the token");
  await on.question.getByRole("button", { name: "Replace token" }).click();
  await expect(token).not.toHaveText(first);
  const second = (await token.textContent()) ?? "";
  expect([await ask(first), await ask(second)]).toEqual([401, 200]);

  await press("Ask for none");
  await on.question.getByRole("button", { name: "Ask for none" }).click();
  await expect(page.getByRole("button", { name: "Ask for a token", exact: true })).toBeVisible();
  expect(await ask()).toBe(200);
});

test("deleting takes the server's name, and leads back to the list", async ({ page, app }) => {
  const instance = await made(page, app.origin, { serverName: "Slack" });
  const on = instancePage(page);
  await on.open(instance);
  await page.getByRole("button", { name: "Delete instance" }).click();
  const confirm = on.question.getByRole("button", { name: "Delete instance" });
  await expect(on.question).toContainText("Its URL stops working at once");
  await expect(confirm).toBeDisabled();
  await on.question.getByRole("textbox").fill("slac");
  await on.question.getByRole("textbox").press("Enter");
  await expect(confirm).toBeDisabled();
  await expectAccessibleEverywhere(page);
  await on.question.getByRole("textbox").fill("slack ");
  await on.question.getByRole("textbox").press("Enter");
  await expect(page).toHaveURL("/instances");
  await expect(page.getByText(`Slack of ${instance.userId} was deleted`)).toBeVisible();
  const gone = await page.request.get(`/api/instances/${instance.id}/connection`);
  expect(gone.status()).toBe(404);
});

test("a client is opened by a link that the page never holds, and that is audited", async ({ page, app }) => {
  const instance = await made(page, app.origin);
  const on = instancePage(page);
  await on.open(instance);
  const opened: string[] = [];
  const session = await page.context().newCDPSession(page);
  await session.send("Page.enable");
  session.on("Page.frameRequestedNavigation", ({ url }) => opened.push(url));

  await page.getByRole("button", { name: "Add to Cursor" }).click();
  await expect.poll(() => opened).toHaveLength(1);
  const link = new URL(opened[0] ?? "");
  expect(link.protocol).toBe("cursor:");
  const config = JSON.parse(atob(link.searchParams.get("config") ?? ""));
  expect(config.url).toContain("/engine/mcp/");
  const secret = new URL(config.url).pathname.split("/").at(-2) ?? "";
  const html = await page.content();
  expect(html).not.toContain(secret);
  expect(html).not.toContain("cursor://");

  await expectAccessibleEverywhere(page);
});

test("every client has its snippet, and each copy of the URL is in the history", async ({ page, app }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const instance = await made(page, app.origin);
  const on = instancePage(page);
  await on.open(instance);
  const clients = [
    ["Cursor", '"url"'],
    ["VS Code", '"type": "http"'],
    ["Claude Code", "claude mcp add"],
    ["Claude Desktop", '"mcpServers"'],
    ["ChatGPT", "/engine/mcp/"],
    ["Windsurf", '"serverUrl"'],
    ["Gemini CLI", '"httpUrl"'],
    ["mcp.json", '"mcpServers"'],
  ] as const;
  for (const [client, form] of clients) {
    await on.tab(client).click();
    const snippet = page.getByRole("region", { name: `snippet for ${client}`, exact: true });
    await expect(snippet).toContainText("••••");
    await page.getByRole("button", { name: `Copy snippet for ${client}`, exact: true }).click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain(form);
    expect(await copied()).toContain("/engine/mcp/");
    await page.evaluate(() => navigator.clipboard.writeText(""));
  }
  await page.getByRole("button", { name: "Copy the read-only address", exact: true }).click();
  const address = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(address).toContain("/engine/mcp/");
  const reading = await listTools(await address(), { pin: "2026-07-28" });
  expect(reading.map(({ annotations }) => annotations?.readOnlyHint)).toEqual([true, true, true]);
  await expectAccessible(page);
  await page.reload();
  await on.tab("History").click();
  await expect(on.history.filter({ hasText: "looked at or copied the server URL" })).toHaveCount(
    clients.length,
  );
});

test("a phone leaves for the provider in the same tab, and comes back to the instance", async ({
  browser,
  app,
  session,
}) => {
  const context = await browser.newContext({
    storageState: session,
    baseURL: app.origin,
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  const instance = await made(page, app.origin);
  const on = instancePage(page);
  await on.open(instance);
  await page.getByRole("button", { name: "Connect GitHub" }).tap();
  await page.getByRole("button", { name: "Allow" }).tap();
  await expect(page).toHaveURL(`/instances/${instance.id}`);
  await expect(on.status("Connected")).toBeVisible();
  await context.close();
});

test.describe("tools", () => {
  test("are searched, shown and run; one that writes asks first", async ({ page, app }) => {
    const instance = await made(page, app.origin);
    const on = instancePage(page);
    await on.open(instance);
    await connectByWindow(page, "GitHub");
    await expect(on.status("Connected")).toBeVisible();
    await on.tab("Tools").click();
    await expect(on.tools).toHaveCount(6);
    await expect(page.getByText("The account is not connected")).toHaveCount(0);
    await on.searchTools.fill("create issue");
    await expect(on.tools).toHaveCount(1);
    await on.searchTools.fill("nothing like it");
    await expect(page.getByText("No tool has these words")).toBeVisible();
    await on.searchTools.fill("");

    await test.step("what is missing is said where it is missing", async () => {
      await on.tool("github_create_issue").click();
      await expect(page).toHaveURL(/tab=tools&tool=github_create_issue/);
      await on.run.click();
      await expect(page.getByLabel("title")).toBeFocused();
      await expect(page.getByLabel("title")).toHaveAccessibleDescription(/Fill this in/);
      await expectAccessibleEverywhere(page);
      await page.setViewportSize({ width: 1280, height: 800 });
    });

    await test.step("nothing runs without a yes", async () => {
      await page.getByLabel("title").fill("Made by hand");
      await on.run.click();
      await expect(on.question).toContainText(`This changes data in ${instance.userId}'s GitHub`);
      await expectAccessible(page);
      await on.question.getByRole("button", { name: "Cancel" }).click();
      await expect(on.result).toHaveCount(0);
    });

    await test.step("the way that breaks leaves what was typed, and says that it may have run", async () => {
      const address = `**/api/instances/${instance.id}/tools`;
      await page.route(address, (route) => route.abort());
      await on.run.click();
      await on.question.getByRole("button", { name: "Run tool" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText(
        "The tool may have run all the same",
      );
      await expect(page.getByLabel("title")).toHaveValue("Made by hand");
      await page.unroute(address);
    });

    await test.step("with it, the tool runs on the account", async () => {
      await on.run.click();
      await on.question.getByRole("button", { name: "Run tool" }).click();
      await expect(on.result).toContainText("The tool answered");
      await expect(on.result).toContainText(/in \d+(\.\d)? m?s/);
      await expect(on.result).toContainText("Made by hand");
      await expectAccessibleEverywhere(page);
      await page.setViewportSize({ width: 1280, height: 800 });
    });

    await test.step("one that reads runs at once, also with JSON", async () => {
      await on.tool("github_search_issues").click();
      await page.getByLabel("query").fill("by hand");
      await page.getByText("JSON", { exact: true }).click();
      const json = page.getByRole("textbox", { name: "Arguments as JSON" });
      await expect(json).toHaveValue(/"query": "by hand"[\s\S]*"limit": 20/);
      await json.fill("{");
      await on.run.click();
      await expect(json).toHaveAccessibleDescription(/This is not JSON/);
      await json.fill('{"query": "by hand", "limit": 1}');
      await page.getByText("Form", { exact: true }).click();
      await expect(page.getByLabel("limit")).toHaveValue("1");
      await on.run.click();
      await expect(on.result).toContainText("Made by hand");
      await expect(on.question).toHaveCount(0);
    });

    await test.step("what was typed for the other is still there, and the history tells of the runs", async () => {
      await page.goBack();
      await expect(page.getByLabel("title")).toHaveValue("Made by hand");
      await on.tab("History").click();
      await expect(on.history.first()).toContainText("ran github_search_issues");
      await expect(on.history.filter({ hasText: "ran github_create_issue" })).not.toHaveCount(0);
      await expect(page.getByText("Made by hand")).toHaveCount(0);
    });
  });

  test("of any schema get a form, and their answers are shown for what they are", async ({ page, app }) => {
    const instance = await made(page, app.origin);
    const asked: unknown[] = [];
    await page.route(`**/api/instances/${instance.id}/tools`, async (route) => {
      if (route.request().method() === "GET")
        return route.fulfill({ json: { tools: [RICH_TOOL], unreadable: 0 } });
      asked.push(route.request().postDataJSON());
      return route.fulfill({ json: RICH_ANSWER });
    });
    const on = instancePage(page);
    await on.open(instance, `?tab=tools&tool=${RICH_TOOL.name}`);
    await page.getByLabel("kind").selectOption("focus");
    await page.getByRole("group", { name: "when" }).getByLabel("minutes").fill("1.5");
    await page
      .getByRole("group", { name: /labels/ })
      .getByRole("button", { name: "Add item" })
      .click();
    await page.getByLabel("1", { exact: true }).fill("deep work");
    await page.getByRole("textbox", { name: "metadata" }).fill('{"colour": "blue"}');
    await on.run.click();
    await expect(page.getByLabel("minutes")).toHaveAccessibleDescription(/Enter a whole number/);
    expect(asked).toEqual([]);
    await page.getByLabel("minutes").fill("45");
    await expectAccessibleEverywhere(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await on.run.click();
    await expect(on.result).toContainText("in 1.3 s");
    expect(asked).toEqual([
      {
        name: RICH_TOOL.name,
        arguments: {
          kind: "focus",
          when: { minutes: 45 },
          labels: ["deep work"],
          metadata: { colour: "blue" },
        },
      },
    ]);
    await expect(on.result.getByRole("button", { name: "records: 2 items" })).toBeVisible();
    await on.result.getByRole("button", { name: "records: 2 items" }).click();
    await expect(on.result.getByText("Stand-up")).toHaveCount(0);
    await expect(on.result.getByRole("img")).toBeVisible();
    await expect(on.result.getByText("javascript:alert(1)")).toBeVisible();
    await expect(on.result.getByRole("link")).toHaveCount(0);
    await expect(on.result.getByText("image/svg+xml")).toBeVisible();
    await expectAccessibleEverywhere(page);
  });
});

test.describe("tools of a hostile server", () => {
  test("are text alone: nothing in them runs, hides or stands for something else", async ({ page, app }) => {
    const instance = await made(page, app.origin);
    await page.route(`**/api/instances/${instance.id}/tools`, (route) =>
      route.fulfill({ json: { tools: HOSTILE_TOOLS, unreadable: 0 } }),
    );
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      return dialog.dismiss();
    });
    const requested: string[] = [];
    page.on("request", (request) => requested.push(request.url()));
    const on = instancePage(page);
    await on.open(instance, "?tab=tools");
    await expect(on.tools).toHaveCount(HOSTILE_TOOLS.length);
    for (const [at, { name, description }] of HOSTILE_TOOLS.entries()) {
      await on.tools.nth(at).getByRole("button").click();
      const detail = page.getByRole("region", { name: showUnseen(name), exact: true });
      await expect(detail.getByRole("heading", { level: 2 })).toHaveText(showUnseen(name));
      await expect(detail.getByText(showUnseen(description).slice(0, 60)).first()).toBeVisible();
      await detail.getByText("Input", { exact: true }).click();
      await detail.getByText("Input as JSON Schema").click();
      await expect(detail.getByRole("region", { name: "JSON Schema" })).toContainText('"properties"');
      // Its form takes text, whatever the properties are called.
      const input = detail.getByRole("textbox").first();
      await input.fill("typed");
      await expect(input).toHaveValue("typed");
      // No mark-up of theirs became an element, and no address of theirs a link.
      await expect(detail.locator("a, img, script, iframe, object, b, svg[onload]")).toHaveCount(0);
      expect(await detail.textContent()).not.toMatch(UNSEEN);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    }
    await expectAccessible(page);
    expect(dialogs).toEqual([]);
    expect(await page.evaluate(() => "ran" in globalThis || "ran" in {})).toBe(false);
    expect(requested.filter((url) => !url.startsWith(app.origin))).toEqual([]);
  });
});

/** Characters that nobody sees, or that turn the order of what is seen. */
const UNSEEN = /[\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff\u00ad]|[\u{e0000}-\u{e007f}]/u;
const MARKUP = `<img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script><b>bold</b>`;
const HOSTILE_TEXTS = {
  markup: MARKUP,
  link: `[Click](javascript:globalThis.ran=1) javascript:globalThis.ran=1 https://elsewhere.example/x.png`,
  turned: "safe_\u202egnihtyna_eteled\u202c",
  hidden: "list\u200b_\u2063issues\u{e0049}\u{e0067}\u{e006e}\ufeff",
  prototype: "__proto__",
  inherited: "constructor",
  long: "x".repeat(20_000),
};

/** Each text is a tool's name, its description, and the name, description and choice of a property. */
const HOSTILE_TOOLS = Object.values(HOSTILE_TEXTS).map((text) => ({
  name: text,
  title: text,
  description: `${text}\nthe second line`,
  readOnly: true,
  destructive: false,
  inputSchema: JSON.parse(
    JSON.stringify({
      type: "object",
      properties: { first: { type: "string", description: text }, chosen: { enum: [text, "other"] } },
    }).replace('"first"', JSON.stringify(text)),
  ),
}));

const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const RICH_TOOL = {
  name: "calendar_preview_day",
  title: null,
  description: "Draws a day.",
  readOnly: true,
  destructive: false,
  inputSchema: {
    type: "object",
    required: ["kind", "when"],
    properties: {
      kind: { enum: ["meeting", "focus"] },
      when: { $ref: "#/$defs/when" },
      labels: { type: "array", items: { type: "string" } },
      metadata: { type: "object", additionalProperties: true },
    },
    $defs: { when: { type: "object", properties: { minutes: { type: "integer", minimum: 1 } } } },
  },
};

const RICH_ANSWER = {
  isError: false,
  structuredContent: null,
  milliseconds: 1342,
  content: [
    { type: "text", text: JSON.stringify({ records: [{ title: "Stand-up" }, { title: "Review" }] }) },
    { type: "image", data: PIXEL, mimeType: "image/png" },
    { type: "image", data: PIXEL, mimeType: "image/svg+xml" },
    { type: "resource_link", uri: "javascript:alert(1)", name: "A trap" },
  ],
};
