import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import type { Page } from "@playwright/test";
import type { Instance } from "@/lib/contracts/instance";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { PATHS } from "@/lib/paths";
import { startPostgres } from "@/lib/server/db/start-postgres.mjs";
import { expectAccessible, expectAccessibleEverywhere } from "./axe";
import { freePort } from "./console";
import { somebody } from "./create-page";
import { pressUntil } from "./keyboard";
import { administratorEnv, expect, signIn, test } from "./test";

/** The list, in the words that stand on it. */
function listPage(page: Page) {
  const table = page.getByRole("table", { name: "Instances" });
  const selection = page.getByRole("region", { name: "Selection" });
  return {
    table,
    selection,
    search: page.getByRole("searchbox", { name: "Search instances" }),
    count: page.getByText(/^[\d,]+ (matches|match|instances?)$/),
    rows: table.getByRole("row").filter({ has: page.getByRole("cell") }),
    row: (server: string) => table.getByRole("row").filter({ hasText: server }),
    box: (server: string) => table.getByRole("checkbox", { name: `Select ${server} of` }),
    header: (name: string) => table.getByRole("columnheader", { name, exact: true }),
    tab: (name: string | RegExp) =>
      page.getByRole("group", { name: "Instances by status" }).getByRole("button", { name }),
    action: (name: string) => selection.getByRole("button", { name, exact: true }),
    job: (title: string | RegExp) => page.getByRole("region", { name: title }),

    async open(query: Record<string, string> = {}) {
      await page.goto(`/instances?${new URLSearchParams(query)}`);
      await expect(page.getByRole("heading", { name: "Instances", exact: true })).toBeVisible();
    },
    async chooseFilter(name: string) {
      const filters = page.getByRole("group", { name: "Filters" });
      await filters.getByRole("button", { name: "Filter", exact: true }).click();
      await page.getByRole("menuitem", { name, exact: true }).click();
    },
    async narrow(filter: string, value: string) {
      await this.chooseFilter(filter);
      await page.getByRole("combobox", { name: `Find a value for ${filter.toLowerCase()}` }).fill(value);
      await page.getByRole("option", { name: value }).first().click();
      await page.keyboard.press("Escape");
    },
  };
}

type Wanted = { serverName: string; userId: string; isReadOnly?: boolean; connectionType?: string };

/** Creates instances by the API, on a platform of their own by which a test finds them again. */
async function record(page: Page, origin: string, wanted: Wanted[]) {
  const platformName = `platform ${somebody()}`;
  const made: Instance[] = [];
  for (const one of wanted) {
    const answer = await page.request.post(`${origin}/api/instances`, {
      headers: { origin },
      data: { platformName, ...one },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    made.push((await answer.json()).instance);
  }
  return { platform: platformName, made };
}

const several = (userId: string, ...servers: string[]): Wanted[] =>
  servers.map((serverName) => ({ serverName, userId }));

test.describe("refused", () => {
  test("a viewer looks, and can choose and change nothing", async ({ browser, start }) => {
    const app = await start({ env: administratorEnv() });
    const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
    const page = await context.newPage();
    const { made } = await record(page, app.origin, several(somebody(), "GitHub"));
    await app.stop();
    const database = new PGlite(path.join(app.dataDir, "database"), { extensions: { pg_trgm } });
    await database.query(`update "user" set role = 'viewer'`);
    await database.close();
    await app.startAgain();

    const on = listPage(page);
    await on.open();
    await expect(on.row("GitHub")).toBeVisible();
    await expect(page.getByRole("checkbox")).toHaveCount(0);
    await expect(
      page.getByRole("link", { name: "Create", exact: true }).and(page.locator("main *")),
    ).toHaveCount(0);
    const answer = await page.request.post("/api/jobs", {
      headers: { origin: app.origin },
      data: { action: "delete", instanceIds: [made[0]?.id] },
    });
    expect(answer.status()).toBe(403);
    await context.close();
  });

  test("what makes no sense in an address is left out", async ({ page, app }) => {
    const { platform } = await record(page, app.origin, several(somebody(), "GitHub"));
    const on = listPage(page);
    await on.open({
      platform,
      status: "colourful",
      sort: "taste",
      direction: "up",
      density: "roomy",
      age: "7",
    });
    await expect(on.rows).toHaveCount(1);
    await expect(on.header("Created")).toHaveAttribute("aria-sort", "descending");
  });

  test("a job that does not exist is said to, and can be closed", async ({ page }) => {
    const on = listPage(page);
    await on.open({ job: crypto.randomUUID() });
    await expect(page.getByRole("alert").filter({ hasText: "could not be shown" })).toContainText(
      "no such job",
    );
    await page.getByRole("button", { name: "Close" }).click();
    await expect(page).not.toHaveURL(/job=/);
  });
});

test("searching and filtering stand in the address, and Clear all takes them away", async ({ page, app }) => {
  const [ana, ben] = [somebody(), somebody()];
  const { platform } = await record(page, app.origin, [
    ...several(ana, "GitHub", "Slack"),
    { serverName: "GitHub", userId: ben, isReadOnly: true },
    { serverName: "Hacker News", userId: ben, connectionType: "SSE" },
  ]);
  const on = listPage(page);
  await on.open({ platform });
  await expect(on.rows).toHaveCount(4);
  await expect(on.count).toContainText("4 match");

  await on.box("Hacker News").click();
  await pressUntil(page, "/", (within) => expect(on.search).toBeFocused(within));
  await page.keyboard.type(ana.slice(0, 8));
  await expect(on.rows).toHaveCount(2);
  await expect(page.getByText("Nothing is chosen any more")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`q=${ana.slice(0, 8)}`));
  await page.keyboard.press("Escape");
  await expect(on.rows).toHaveCount(4);

  await on.narrow("Server", "GitHub");
  await expect(on.rows).toHaveCount(2);
  await on.narrow("Access", "Read-only");
  await expect(on.rows).toHaveCount(1);
  await expect(on.row("GitHub")).toContainText(ben);
  await expect(on.count).toContainText("1 match");

  await page.reload();
  await expect(on.rows).toHaveCount(1);
  await page.getByRole("button", { name: "Remove the filter by access" }).click();
  await expect(on.rows).toHaveCount(2);
  await page.goBack();
  await expect(on.rows).toHaveCount(1);
  await page.goForward();
  await expect(on.rows).toHaveCount(2);
  await page.goBack();
  await expect(on.rows).toHaveCount(1);

  await on.narrow("Status", "Revoked");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear all", exact: true }).click();
  await expect(page).toHaveURL("/instances");
  await expect(on.count).toContainText("instances");
});

test("headers sort, and say by what and in which direction", async ({ page, app }) => {
  const { platform } = await record(page, app.origin, several(somebody(), "Slack", "Airtable", "GitHub"));
  const on = listPage(page);
  const names = () => on.rows.getByRole("link", { name: /^(Slack|Airtable|GitHub)$/ });
  await on.open({ platform });
  await expect(names()).toHaveText(["GitHub", "Airtable", "Slack"]);
  await on.header("Server").getByRole("button").click();
  await expect(names()).toHaveText(["Airtable", "GitHub", "Slack"]);
  await expect(on.header("Server")).toHaveAttribute("aria-sort", "ascending");
  await expect(on.header("Created")).toHaveAttribute("aria-sort", "none");
  await on.header("Server").getByRole("button").click();
  await expect(names()).toHaveText(["Slack", "GitHub", "Airtable"]);
  await expect(page).toHaveURL(/sort=server&direction=descending/);
  await expect(page.getByRole("status").filter({ hasText: "Server, Z to A" })).toBeAttached();

  await page.getByRole("button", { name: "View", exact: true }).click();
  const box = (name: string) => page.getByRole("checkbox", { name, exact: true });
  await box("Transport").uncheck();
  await page.getByRole("radio", { name: "Compact" }).click();
  await expect(on.header("Transport")).toHaveCount(0);
  await expect(page).toHaveURL(/hide=transport&density=compact/);

  // Two clicks within one frame, of which the second must know of the first.
  await box("Status").evaluate((status: HTMLInputElement, name) => {
    status.click();
    const labels = [...(status.closest("fieldset")?.querySelectorAll("label") ?? [])];
    labels.find(({ textContent }) => textContent === name)?.click();
  }, "Platform");
  await expect(box("Status")).not.toBeChecked();
  await expect(box("Platform")).not.toBeChecked();
  await expect(on.header("Status")).toHaveCount(0);
  await expect(on.header("Platform")).toHaveCount(0);
});

test("order, density and columns are the member's at the next visit, and an address that names them goes first", async ({
  page,
  app,
  session,
  browser,
}) => {
  const { platform } = await record(page, app.origin, several(somebody(), "Slack", "Airtable"));
  // A browser of its own: what it keeps is no other test's.
  const context = await browser.newContext({ storageState: session, baseURL: app.origin });
  const mine = await context.newPage();
  const on = listPage(mine);
  await on.open({ platform });
  await on.header("Server").getByRole("button").click();
  await mine.getByRole("button", { name: "View", exact: true }).click();
  await mine.getByRole("checkbox", { name: "Transport", exact: true }).uncheck();
  await expect(mine).toHaveURL(/sort=server&hide=transport/);

  await on.open({ platform });
  await expect(on.header("Server")).toHaveAttribute("aria-sort", "ascending");
  await expect(on.header("Transport")).toHaveCount(0);
  await on.open({ platform, density: "compact" });
  await expect(on.header("Created")).toHaveAttribute("aria-sort", "descending");
  await expect(on.header("Transport")).toBeVisible();
  await on.open();
  await expect(on.header("Server")).toHaveAttribute("aria-sort", "ascending");
  expect(await on.rows.count()).toBeGreaterThan(0);
  await context.close();
});

test("the title's way back and a deletion lead to the list as it was left", async ({ page, app }) => {
  const { platform } = await record(page, app.origin, several(somebody(), "Slack", "GitHub"));
  const on = listPage(page);
  await on.open({ platform, server: "GitHub,Slack", sort: "server" });
  const left = page.url();
  await on.row("Slack").getByRole("link", { name: "Slack" }).click();
  await expect(page.getByRole("heading", { name: "Slack", level: 1 })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Instances" }).click();
  await expect(page).toHaveURL(left);
  await on.row("Slack").getByRole("link", { name: "Slack" }).click();
  await page.getByRole("button", { name: "Delete instance" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("textbox").fill("Slack");
  await dialog.getByRole("button", { name: "Delete instance" }).click();
  await expect(page).toHaveURL(left);
  await expect(on.rows).toHaveCount(1);
});

test("a row's menu does what one comes for, and the list stays as it is", async ({ page, app, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { platform } = await record(page, app.origin, several(somebody(), "Slack", "Hacker News"));
  const on = listPage(page);
  await on.open({ platform, sort: "server" });
  const left = page.url();
  const menuOf = (server: string) => on.row(server).getByRole("button", { name: /^Actions for/ });
  const act = async (server: string, action: string) => {
    await menuOf(server).click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
  };
  await act("Slack", "Copy server URL");
  await expect(page.getByText("The server URL is copied")).toBeVisible();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("/engine/mcp/");
  await act("Slack", "Make read-only");
  await expect(on.row("Slack").getByText("Read-only", { exact: true })).toBeVisible();
  await act("Slack", "Refresh state");
  await expect(page.getByText("Checked: Waiting for authorization")).toBeVisible();

  await act("Slack", "Connect");
  const dialog = page.getByRole("dialog", { name: "Connect Slack" });
  await expect(dialog.getByRole("button", { name: "Connect Slack", exact: true })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(menuOf("Slack")).toBeFocused();
  await act("Slack", "Create connect link");
  await expect(page.getByRole("dialog", { name: /connect link/ })).toBeVisible();
  await page.keyboard.press("Escape");

  await menuOf("Hacker News").click();
  await expect(page.getByRole("menuitem", { name: "Delete" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Connect", exact: true })).toHaveCount(0);
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("textbox").fill("Hacker News");
  await question.getByRole("button", { name: "Delete instance" }).click();
  await expect(on.rows).toHaveCount(1);
  await expect(page).toHaveURL(left);
});

test("Escape that ends a conversion leaves the search as it is", async ({ page, app }) => {
  const { platform } = await record(page, app.origin, several(somebody(), "Slack"));
  const on = listPage(page);
  await on.open({ platform });
  await on.search.fill("slack");
  await expect(page).toHaveURL(/q=slack/);
  await on.search.dispatchEvent("keydown", { key: "Escape", isComposing: true, bubbles: true });
  await on.search.dispatchEvent("keydown", { key: "Escape", keyCode: 229, bubbles: true });
  await expect(on.search).toHaveValue("slack");
  await on.search.press("Escape");
  await expect(on.search).toHaveValue("");
  await expect(page).not.toHaveURL(/q=/);
});

test("scrolling goes on through all pages; Back restores the place and the selection", async ({
  page,
  app,
}) => {
  const users = [somebody(), somebody()];
  const wanted = users.flatMap((userId) => several(userId, ...SERVER_NAMES.slice(0, 55)));
  const { platform, made } = await record(page, app.origin, wanted);
  const on = listPage(page);
  await on.open({ platform });
  await expect(on.count).toContainText("110 match");
  const last = on.rows.last();
  await expect(async () => {
    await last.scrollIntoViewIfNeeded();
    await expect(on.rows).toHaveCount(110, { timeout: 500 });
  }).toPass();
  const links = await on.rows
    .getByRole("link")
    .evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const shown = links.filter((href) => href?.startsWith("/instances/"));
  expect(shown).toEqual(made.map(({ id }) => `/instances/${id}`).reverse());

  const row = on.rows.nth(80);
  await row.getByRole("checkbox").check();
  await row.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => window.scrollY);
  expect(place).toBeGreaterThan(1000);
  await row.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/instances\/[0-9a-f-]{36}$/);
  await page.goBack();
  await expect(on.selection).toContainText("1 instance selected");
  await expect(row.getByRole("checkbox")).toBeChecked();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(place - 100);
});

test("the page of a row is fetched once the pointer is on it, and no sooner", async ({ page, app }) => {
  const { platform, made } = await record(page, app.origin, several(somebody(), "Slack", "GitHub"));
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  const on = listPage(page);
  await on.open({ platform });
  await expect(on.rows).toHaveCount(2);
  const [slack, github] = made.map(({ id }) => `/instances/${id}`);
  await expect(async () => {
    // What is pointed at before the page's script runs goes unseen.
    await page.mouse.move(0, 0);
    await on.row("Slack").getByRole("link", { name: "Slack" }).hover();
    expect(fetched).toContain(slack);
  }).toPass();
  expect(fetched).not.toContain(github);
});

test("a choice of rows is made read-only, and the work can be found again", async ({ page, app }) => {
  const { platform } = await record(
    page,
    app.origin,
    several(somebody(), "Slack", "Airtable", "GitHub", "Jira"),
  );
  const on = listPage(page);
  await on.open({ platform, sort: "server" });
  await on.box("Airtable").click();
  await on.box("Jira").click({ modifiers: ["Shift"] });
  await expect(on.selection).toContainText("3 instances selected");
  await expect(on.box("Slack")).not.toBeChecked();
  await on.action("Make read-only").click();

  const job = on.job(/^Mak(e|ing) 3 instances read-only$/);
  await expect(job).toContainText("Finished: 3 of 3 done.");
  await expect(on.selection).toHaveCount(0);
  for (const server of ["Airtable", "GitHub", "Jira"])
    await expect(on.row(server)).toContainText("Read-only");
  await expect(on.row("Slack")).toContainText("Read and write");
  await expectAccessible(page);

  await page.reload();
  await expect(job).toContainText("Finished: 3 of 3 done.");
  await job.getByRole("button", { name: "Close" }).click();
  await expect(job).toHaveCount(0);
});

test("all that match are deleted, once their number is typed", async ({ page, app }) => {
  const { platform } = await record(page, app.origin, several(somebody(), ...SERVER_NAMES.slice(0, 60)));
  const on = listPage(page);
  await on.open({ platform });
  await page.getByRole("checkbox", { name: "Select all that are listed" }).check();
  await on.action("Select all 60 that match").click();
  await expect(on.selection).toContainText("All 60 instances selected");
  await on.action("Delete").click();
  const question = page.getByRole("alertdialog", { name: "Delete 60 instances?" });
  await expect(question).toContainText("stop working at once");
  await expectAccessible(page);
  const confirm = question.getByRole("button", { name: "Delete 60 instances" });
  await expect(confirm).toBeDisabled();
  await question.getByRole("textbox", { name: "Type 60 to confirm" }).fill("50");
  await expect(confirm).toBeDisabled();
  await question.getByRole("textbox", { name: "Type 60 to confirm" }).fill("60");
  await confirm.click();
  await expect(on.job(/^Delet(e|ing) 60 instances$/)).toContainText("Finished: 60 of 60 done.");
  await expect(page.getByText("Nothing matches")).toBeVisible();
});

test("work is stopped, and says what was left as it was", async ({ start, browser }) => {
  // A process that does not stay has no clock, and the nudge never arrives: the work stands still until it is stopped.
  const folder = await mkdtemp(path.join(tmpdir(), "patchbay-e2e-postgres-"));
  const postgres = await startPostgres(folder);
  const port = await freePort();
  const app = await start({
    port,
    env: {
      ...administratorEnv(),
      ...{ VERCEL: "1", TRUSTED_PROXIES: "1", CRON_SECRET: "a secret of the cron jobs, for a test" },
      ...{ APP_URL: `http://localhost:${port}`, APP_SECRET: "a secret that is kept elsewhere, for a test" },
      DATABASE_URL: postgres.url,
    },
  });
  const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
  const page = await context.newPage();
  const { platform } = await record(page, app.origin, several(somebody(), "Slack", "GitHub"));
  await page.route("**/api/jobs/*/nudge", () => {});
  const on = listPage(page);
  await on.open({ platform });
  await page.getByRole("checkbox", { name: "Select all that are listed" }).check();
  await on.action("Refresh state").click();
  const job = on.job(/^Refresh(ing)? the state of 2 instances$/);
  await expect(job).toBeFocused();
  await expect(job).toContainText("0 of 2 done.");
  await job.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(job).toContainText("Stopped: 0 of 2 done, 2 left as they were.");
  await test.step("and no transport is offered that needs a process to stay", async () => {
    const transport = page.getByRole("group", { name: "Transport" });
    for (const address of [PATHS.create, PATHS.createMany]) {
      await page.goto(address);
      await expect(transport.getByRole("radio", { name: "Streamable HTTP" })).toBeVisible();
      await expect(transport.getByRole("radio")).toHaveCount(1);
    }
  });
  await context.close();
  await app.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

test("each failure is told with its reason, and what is gone shows as such", async ({ start, browser }) => {
  const key = "an-engine-key-of-the-list-tests";
  const app = await start({ env: { ...administratorEnv(), ENGINE_API_KEY: key } });
  const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
  const page = await context.newPage();
  const { made } = await record(page, app.origin, several(somebody(), "Slack", "GitHub"));
  const gone = made[0]?.instanceId;
  const deleted = await fetch(`${app.origin}/engine/mcp-server/instance/${gone}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${key}` },
  });
  expect(deleted.status).toBe(200);

  const on = listPage(page);
  await on.open();
  await page.getByRole("checkbox", { name: "Select all that are listed" }).check();
  await on.action("Make read-only").click();
  const job = on.job(/^Mak(e|ing) 2 instances read-only$/);
  await expect(job).toContainText("Finished: 1 of 2 done, 1 failed.");
  const failures = job.getByRole("region", { name: "Failures" }).getByRole("listitem");
  await expect(failures).toHaveCount(1);
  await expect(failures).toContainText("Slack of");
  await expect(failures).toContainText("does not know");

  await test.step("also on a page of the work's own, to which the overview leads", async () => {
    await page.goto("/");
    const failed = page.getByRole("region", { name: "Failed work" });
    await failed.getByRole("link", { name: "Make read-only 1 of 2 failed" }).click();
    await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("heading", { name: "Make read-only", level: 1 })).toBeVisible();
    await expect(job).toContainText("Finished: 1 of 2 done, 1 failed.");
    await expect(failures).toContainText("does not know");
    const receipt = page.getByRole("table", { name: "Each item with its outcome" });
    await expect(receipt.getByRole("row", { name: /^Slack .* Failed .*does not know/ })).toBeVisible();
    await expect(receipt.getByRole("row", { name: /^GitHub .* Done / })).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto("/instances");
  });

  await page.getByRole("checkbox", { name: "Select all that are listed" }).check();
  await on.action("Refresh state").click();
  await expect(on.job(/^Refresh(ing)? the state of 2 instances$/)).toContainText("Finished");
  await expect(on.row("Slack")).toContainText("Gone at the upstream");
  await expectAccessible(page);
  await context.close();
});

test("the status tabs count what there is, and divide the list", async ({ page, app }) => {
  const { platform } = await record(page, app.origin, several(somebody(), "Slack", "GitHub", "Hacker News"));
  const on = listPage(page);
  await on.open({ platform });
  await expect(on.tab("All 3")).toHaveAttribute("aria-pressed", "true");
  await on.tab("Waiting for authorization 2").click();
  await expect(on.rows).toHaveCount(2);
  await expect(page).toHaveURL(/status=waiting/);
  await expect(on.tab("No sign-in needed 1")).toBeVisible();
  await on.tab("No sign-in needed 1").click();
  await expect(on.rows).toHaveCount(1);
  await expect(on.row("Hacker News")).toBeVisible();
  await on.tab("All 3").click();
  await expect(on.rows).toHaveCount(3);
  await expect(page).not.toHaveURL(/status=/);
});

test("a view is saved under a name, opened from the sidebar, and deleted", async ({ page, app }) => {
  const { platform } = await record(page, app.origin, several(somebody(), "Slack", "GitHub"));
  const name = `Slack of ${somebody()}`;
  const on = listPage(page);
  const views = page.getByRole("list", { name: "Saved views" });
  await on.open({ platform, server: "Slack" });
  await page.getByRole("button", { name: "Save view" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByText("Name the view.")).toBeVisible();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(views.getByRole("link", { name })).toBeVisible();

  await page.goto("/links");
  await views.getByRole("link", { name }).click();
  await expect(on.rows).toHaveCount(1);
  await expect(on.row("Slack")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Delete view" }).click();
  await page
    .getByRole("alertdialog", { name: `Delete the view ${name}?` })
    .getByRole("button", { name: "Delete view" })
    .click();
  await expect(views.getByRole("link", { name })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Save view" })).toBeVisible();
});

test("the export holds what matches", async ({ page, app }) => {
  const { platform, made } = await record(page, app.origin, several(somebody(), "Slack", "GitHub"));
  const on = listPage(page);
  await on.open({ platform, server: "Slack" });
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const lines = (await readFile(await (await downloading).path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(made[0]?.id ?? "unmade");
});

test("accessible in both themes, wide and narrow, without overflow from 360 px", async ({ page, app }) => {
  const { platform } = await record(page, app.origin, several(somebody(), "Slack", "GitHub", "Hacker News"));
  const on = listPage(page);
  await on.open({ platform });
  await expect(on.rows).toHaveCount(3);
  await expectAccessibleEverywhere(page);
  await on.box("GitHub").click();
  await expectAccessibleEverywhere(page);
  const looks = page.getByRole("button", { name: "View", exact: true });
  await page.setViewportSize({ width: 320, height: 740 });
  await expect(looks).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await on.chooseFilter("Server");
  await expect(page.getByRole("option", { name: "GitHub" })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.keyboard.press("Escape");
  await looks.click();
  await expect(page.getByRole("dialog", { name: "View", exact: true })).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test.describe("with nothing yet", () => {
  test("the list leads to the create page", async ({ start, browser }) => {
    const app = await start({ env: administratorEnv() });
    const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
    const page = await context.newPage();
    await page.goto("/instances");
    await expect(page.getByText("No instances yet")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Create a server URL" }).click();
    await expect(page).toHaveURL("/instances/new");
    await context.close();
  });
});

test.describe("what is chosen", () => {
  test("is sent as a link to each of its people, once", async ({ page, meet, app }) => {
    const [ana, ben] = [somebody(), somebody()];
    const { platform } = await record(page, app.origin, [
      ...several(ana, "GitHub", "Slack"),
      ...several(ben, "Linear", "Hacker News"),
    ]);
    const on = listPage(page);
    const dialog = page.getByRole("dialog");
    await on.open({ platform });
    await on.box("Hacker News").check();
    await on.action("Create connect links").click();
    await expect(dialog).toContainText("Everyone with accounts that wait");
    await expectAccessibleEverywhere(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await dialog.getByRole("button", { name: "Create links" }).click();
    await expect(dialog.getByRole("alert")).toContainText("None of them has an account that waits");
    await dialog.getByRole("button", { name: "Cancel" }).click();

    for (const server of ["GitHub", "Slack", "Linear"]) await on.box(server).check();
    await on.action("Create connect links").click();
    await dialog.getByRole("button", { name: "Create links" }).click();
    const links = dialog.getByRole("list", { name: "Links" }).getByRole("listitem");
    await expect(links).toHaveCount(2);
    await expect(links.filter({ hasText: ana })).toContainText(/GitHub, Slack|Slack, GitHub/);
    await expect(links.filter({ hasText: ben })).toContainText("Linear");
    await expectAccessibleEverywhere(page);
    await page.setViewportSize({ width: 1280, height: 800 });

    const downloading = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Download all as CSV" }).click();
    const file = await readFile(await (await downloading).path(), "utf8");
    const url = new RegExp(`"${ben}","${ben}","Linear","([^"]+)"`).exec(file)?.[1] ?? "";
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(dialog).toHaveCount(0);

    const person = await meet();
    await person.goto(url);
    await expect(person.getByRole("heading", { name: `Are you ${ben}?` })).toBeVisible();
    await expect(person.getByText("Linear", { exact: true })).toBeVisible();
    await expect(person.getByText("Hacker News")).toHaveCount(0);
  });

  test("is exported, and nothing else", async ({ page, app }) => {
    const { platform } = await record(page, app.origin, several(somebody(), "GitHub", "Slack", "Linear"));
    const on = listPage(page);
    await on.open({ platform });
    await on.box("GitHub").check();
    await on.box("Linear").check();
    const downloading = page.waitForEvent("download");
    await on.action("Export CSV").click();
    const [, ...lines] = (await readFile(await (await downloading).path(), "utf8")).trim().split("\r\n");
    expect(lines.map((line) => line.split(",")[2]).sort()).toEqual(['"GitHub"', '"Linear"']);
  });
});
