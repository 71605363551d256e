import { ADMINISTRATOR } from "./console";
import { connectByWindow, consentPage, createPage, openWindow, somebody } from "./create-page";
import { listTools, REVISIONS, withClient } from "./mcp";
import { expect, NOBODY, test } from "./test";

test.use({ storageState: NOBODY });

test("a setup link that nobody printed makes no administrator", async ({ page, start }) => {
  const app = await start();
  await page.goto(app.origin);
  await expect(page.getByText("Nobody has an account yet")).toBeVisible();
  await expect(page.getByRole("textbox")).toHaveCount(0);
  await page.goto(`${app.origin}/setup/made-up`);
  await expect(page.getByRole("heading", { name: "This setup link does not work" })).toBeVisible();
  await expect(page.getByRole("textbox")).toHaveCount(0);
  const answer = await page.request.post(`${app.origin}/api/setup`, {
    headers: { origin: app.origin },
    data: { token: "made-up", name: "Eve", ...ADMINISTRATOR },
  });
  expect(answer.status()).toBe(410);
  await page.goto(await app.setupLink());
  await expect(page.getByRole("heading", { name: "Set up Patchbay" })).toBeVisible();
});

test("from the printed setup link to a real MCP client", async ({ page, start }) => {
  const app = await start();
  const link = await app.setupLink();

  await test.step("the link makes the first administrator, who is signed in", async () => {
    await page.goto(link);
    await page.getByLabel("Name").fill("Ana Ferreira");
    await page.getByLabel("Email").fill(ADMINISTRATOR.email);
    await page.getByLabel("Password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Create the administrator" }).click();
    await expect(page.getByText("Use at least 12 characters.")).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
    await page.getByRole("button", { name: "Create the administrator" }).click();
    await expect(page).toHaveURL(`${app.origin}/instances/new`);
    await expect(page.getByRole("button", { name: /Ana Ferreira/ })).toBeVisible();
  });

  await test.step("the link does not work twice", async () => {
    const other = await page.context().newPage();
    await other.goto(link);
    await expect(other.getByRole("heading", { name: "This setup link does not work" })).toBeVisible();
    await other.close();
  });

  const on = createPage(page);
  const user = somebody();
  await test.step("they create a read-only GitHub server", async () => {
    await on.choose("gh", "GitHub");
    await on.user.fill(user);
    await on.readOnly.check();
    await on.submit.click();
    await expect(on.outcome.getByText("New", { exact: true })).toBeVisible();
    await expect(
      page.getByRole("status").filter({ hasText: `GitHub for ${user} was created` }),
    ).toBeAttached();
    await expect(on.outcome).toContainText(`for ${user}, read-only`);
    await expect(on.status("Waiting for authorization")).toBeVisible();
    await expect(on.url).toContainText(`${app.origin}/••••`);
    await expect(on.url).not.toContainText("/engine/mcp/");
    await expect(on.outcome).toContainText("The account is not connected yet");
  });

  const url = await on.readUrl();
  await test.step("until the account is connected, tools answer with how to connect it", async () => {
    const answer = await withClient(url, "legacy", (client) =>
      client.callTool({ name: "github_list_issues", arguments: {} }),
    );
    expect(answer.isError).toBe(true);
    expect(JSON.stringify(answer.content)).toContain("press Connect");
  });

  await test.step("they connect the account in the sandbox's window", async () => {
    const window = await openWindow(page, on.connect("GitHub"));
    const consent = consentPage(window, "GitHub");
    await expect(consent.heading).toBeVisible();
    await expect(on.outcome.getByText("Waiting for consent in the other window.")).toBeVisible();
    const closed = window.waitForEvent("close");
    await consent.allow.click();
    await closed;
    await expect(on.status("Connected")).toBeVisible();
    await expect(on.listed("GitHub", user)).toContainText("Connected");
  });

  for (const revision of REVISIONS) {
    await test.step(`an MCP client (${JSON.stringify(revision)}) sees the tools that read, and no others`, async () => {
      const tools = await listTools(url, revision);
      expect(tools.map(({ name }) => name)).toEqual([
        "github_list_issues",
        "github_get_issue",
        "github_search_issues",
      ]);
      expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
      await withClient(url, revision, async (client) => {
        const read = await client.callTool({ name: "github_list_issues", arguments: {} });
        expect(read.isError).toBeFalsy();
        const write = await client
          .callTool({ name: "github_create_issue", arguments: { title: "No" } })
          .catch((error: Error) => ({ isError: true, content: error.message }));
        expect(write.isError).toBe(true);
      });
    });
  }
});

test.describe("what is copied", () => {
  test.use({
    storageState: ({ session }, use) => use(session),
    permissions: ["clipboard-read", "clipboard-write"],
  });

  test("is the URL in full, though the page masks it", async ({ page }) => {
    const on = createPage(page);
    await on.open();
    await on.create("Slack", somebody());
    await connectByWindow(page, "Slack");
    await page.getByRole("button", { name: "Copy server URL" }).click();
    await expect(page.getByText("Copied", { exact: true })).toBeAttached();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    await expect(on.url).not.toContainText("/engine/mcp/");
    const [revision = "legacy"] = REVISIONS;
    const names = (await listTools(copied, revision)).map(({ name }) => name);
    expect(names).toContain("slack_create_message");
  });
});
