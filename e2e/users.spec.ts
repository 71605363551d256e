import { readFile } from "node:fs/promises";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { userPath } from "@/lib/paths";
import { expectAccessibleEverywhere } from "./axe";
import type { Console } from "./console";
import { somebody } from "./create-page";
import { listTools } from "./mcp";
import { administratorEnv, expect, signIn, test } from "./test";

/** Creates an instance by the API for each server. */
async function record(api: APIRequestContext, origin: string, userId: string, ...servers: string[]) {
  for (const serverName of servers) {
    const answer = await api.post(`${origin}/api/instances`, {
      headers: { origin },
      data: { serverName, userId },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
}

/** A page of another console than the worker's, signed in. */
async function pageOf(browser: Browser, app: Console): Promise<Page> {
  const context = await browser.newContext({
    storageState: await signIn(app.origin),
    baseURL: app.origin,
    reducedMotion: "reduce",
  });
  return context.newPage();
}

function userPage(page: Page) {
  const dialog = page.getByRole("alertdialog");
  return {
    instances: page.getByRole("region", { name: "Instances" }),
    offboard: page.getByRole("button", { name: "Offboard", exact: true }),
    again: page.getByRole("button", { name: /^Offboard again/ }),
    dialog,
    typed: dialog.getByRole("textbox"),
    confirm: dialog.getByRole("button", { name: "Offboard" }),
    receipt: page.getByRole("region", { name: "Receipt", exact: true }),
  };
}

async function offboard(page: Page, userId: string) {
  const on = userPage(page);
  await expect(on.typed).toBeFocused();
  await page.keyboard.type(userId);
  await page.keyboard.press("Enter");
  await expect(on.receipt).toBeVisible();
}

test("several servers of a user get one URL, which an agent uses until it is removed", async ({
  page,
  app,
}) => {
  const user = somebody();
  await record(page.request, app.origin, user, "GitHub", "Slack", "Linear");
  await page.goto(userPath(user));
  const combined = page.getByRole("region", { name: "One URL for several servers" });
  await combined.getByRole("button", { name: "Combine servers" }).click();
  const dialog = page.getByRole("dialog", { name: "One URL for several servers" });
  await dialog.getByLabel("Linear").uncheck();
  await dialog.getByLabel("Slack").uncheck();
  await expect(dialog.getByRole("button", { name: "Make the URL" })).toBeDisabled();
  await dialog.getByLabel("Slack").check();
  await expectAccessibleEverywhere(page);
  await dialog.getByRole("button", { name: "Make the URL" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(combined.getByText("still wait for an account")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await combined.getByRole("button", { name: "Reveal combined URL of GitHub and Slack" }).click();
  const url = combined.getByText(/\/engine\/mcp\//);
  await expect(url).toBeVisible();
  const address = (await url.textContent()) ?? "";
  expect(await listTools(address, "legacy")).toHaveLength(5);
  await combined.getByRole("button", { name: "Remove the combined URL of GitHub and Slack" }).click();
  await page.getByRole("button", { name: "Remove URL", exact: true }).click();
  await expect(combined.getByText("An agent that takes one URL")).toBeVisible();
  await expect(page.getByText("removed the combined URL of GitHub and Slack")).toBeVisible();
});

test.describe("refused", () => {
  test("a viewer looks, and can offboard and adopt nobody", async ({ browser, start }) => {
    const app = await start({ env: administratorEnv() });
    const user = somebody();
    const seeding = await pageOf(browser, app);
    await record(seeding.request, app.origin, user, "GitHub");
    await app.stop();
    const database = new PGlite(path.join(app.dataDir, "database"), { extensions: { pg_trgm } });
    await database.query(`update "user" set role = 'viewer'`);
    await database.close();

    await app.startAgain();
    const page = await pageOf(browser, app);
    await page.goto("/users");
    await expect(page.getByRole("link", { name: user })).toBeVisible();
    await expect(page.getByRole("link", { name: "Adopt existing users" })).toHaveCount(0);
    await page.getByRole("link", { name: user }).click();
    await expect(page.getByText("Changing something takes an operator.")).toBeVisible();
    await expect(userPage(page).offboard).toHaveCount(0);
    await page.goto("/users/adopt");
    await expect(page.getByText("takes an operator")).toBeVisible();

    const headers = { origin: app.origin };
    const attempts = [
      page.request.post("/api/users/offboard", { headers, data: { userId: user } }),
      page.request.post("/api/upstream-users/adopt", {
        headers,
        data: { upstream: "embedded", userId: user, serverNames: ["Slack"] },
      }),
      page.request.get("/api/upstream-users?upstream=embedded"),
    ];
    for (const answer of await Promise.all(attempts)) expect(answer.status()).toBe(403);
  });

  test("offboarding begins with nothing but the id, typed in full", async ({ page, app }) => {
    const user = somebody();
    await record(page.request, app.origin, user, "GitHub", "Hacker News");
    await page.goto(userPath(user));
    const on = userPage(page);
    await on.offboard.click();
    await expect(on.dialog).toContainText("This removes 2 instances.");
    await expect(on.dialog.getByRole("listitem")).toHaveText([/GitHub|Hacker News/, /GitHub|Hacker News/]);
    for (const typed of ["", user.slice(0, -1), user.toUpperCase()]) {
      await on.typed.fill(typed);
      await expect(on.confirm).toBeDisabled();
    }
    await expectAccessibleEverywhere(page);
    await page.keyboard.press("Escape");
    await expect(on.dialog).toHaveCount(0);
    await page.reload();
    await expect(on.instances.getByRole("listitem")).toHaveCount(2);
  });
});

test("search stands in the address, and finds among all", async ({ page, app }) => {
  const [mark] = somebody().split("@");
  const users = Array.from({ length: 52 }, (_, index) => `${mark}-${String(index).padStart(2, "0")}`);
  for (const user of users) await record(page.request, app.origin, user, "Hacker News");
  await record(page.request, app.origin, `${mark}-07`, "GitHub");
  const rows = page
    .getByRole("table", { name: "Users" })
    .getByRole("row")
    .filter({ has: page.getByRole("cell") });

  await page.goto("/users");
  await page.getByRole("searchbox", { name: "Search users" }).fill(mark ?? "");
  await expect(page).toHaveURL(`/users?q=${mark}`);
  await expect(rows).toHaveCount(50);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(rows).toHaveCount(52);
  await expect(page.getByRole("button", { name: "Load more" })).toHaveCount(0);
  await expectAccessibleEverywhere(page);

  await page.goto(`/users?q=${mark}-07`);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("1 Waiting for authorization");
  await expect(rows).toContainText("1 No sign-in needed");
  await expect(rows).toContainText("2 instances");

  await page.getByRole("searchbox", { name: "Search users" }).fill("nobody at all");
  await expect(page.getByText("No results for “nobody at all”")).toBeVisible();
  await expectAccessibleEverywhere(page);
  // The field has such a button as well.
  const list = page.getByRole("region", { name: "Users" });
  await list.getByRole("button", { name: "Clear the search" }).click();
  await expect(page).toHaveURL("/users");
});

test("users are sorted, divided by what they have, and offboarded several at once", async ({ page, app }) => {
  const [mark = ""] = somebody().split("@");
  const [ana, bo, cy] = [`${mark}-ana`, `${mark}-bo`, `${mark}-cy`];
  await record(page.request, app.origin, ana, "Hacker News");
  await record(page.request, app.origin, bo, "Hacker News", "GitHub");
  await record(page.request, app.origin, cy, "Hacker News");
  const table = page.getByRole("table", { name: "Users" });
  const names = table.getByRole("link");
  const tabs = page.getByRole("group", { name: "Users by what they have" });

  await page.goto(`/users?q=${mark}`);
  await expect(names).toHaveText([ana, bo, cy]);
  await table.getByRole("button", { name: "User" }).click();
  await expect(names).toHaveText([cy, bo, ana]);
  await table.getByRole("button", { name: "Instances" }).click();
  await expect(names.first()).toHaveText(bo);
  await expect(page).toHaveURL(/sort=instances/);
  await tabs.getByRole("button", { name: "Waiting for authorization 1" }).click();
  await expect(names).toHaveText([bo]);
  await tabs.getByRole("button", { name: "All 3" }).click();

  await page.getByRole("button", { name: `Actions for ${bo}` }).click();
  await page.getByRole("menuitem", { name: "Create connect link" }).click();
  await page.getByRole("button", { name: "Create links" }).click();
  await expect(page.getByRole("dialog", { name: "1 link" })).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();

  await page.getByRole("checkbox", { name: `Select ${ana}` }).check();
  await page.getByRole("checkbox", { name: `Select ${cy}` }).check();
  await expect(page.getByText("2 users chosen")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("region", { name: "Chosen users" }).getByRole("button", { name: "Offboard" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Offboard 2 users" });
  await expect(dialog).toContainText("This removes 2 instances");
  await expect(dialog.getByRole("button", { name: "Offboard" })).toBeDisabled();
  await dialog.getByRole("textbox").fill("2");
  await dialog.getByRole("button", { name: "Offboard" }).click();
  await expect(dialog).toBeHidden();
  await expect(async () => {
    await page.goto(`/users?q=${mark}`);
    await expect(names).toHaveText([bo], { timeout: 2_000 });
  }).toPass();
});

test("whatever an id holds, its user has a page", async ({ page, app }) => {
  const [mark = ""] = somebody().split("@");
  for (const id of [
    `${mark}/a b?c#d`,
    `100% ${mark}`,
    `%2F${mark}`,
    `a%2F${mark}`,
    `müller 王 ${mark}`,
    "..",
    "adopt",
    "view",
    `~${mark}`,
  ]) {
    await record(page.request, app.origin, id, "Hacker News");
    const user = page.getByRole("heading", { level: 1, name: id, exact: true });
    const link = page.getByRole("link", { name: id, exact: true });
    await page.goto(`/users?${new URLSearchParams({ q: id })}`);
    await link.click();
    await expect(user).toBeVisible();
    await page.reload();
    await expect(userPage(page).instances.getByRole("listitem")).toHaveCount(1);

    await page.goto(`/instances?${new URLSearchParams({ userId: id })}`);
    await link.click();
    await expect(user).toBeVisible();
    await userPage(page).instances.getByRole("link", { name: "Hacker News" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Hacker News" })).toBeVisible();
    await link.click();
    await expect(user).toBeVisible();
  }
});

test("an id that nobody sees is written out, and leads to its user", async ({ page, app }) => {
  const unseen = " \u2800\u00a0";
  const [mark = ""] = somebody().split("@");
  await record(page.request, app.origin, mark, "Hacker News");
  await page.goto("/users");
  await page.route("**/api/users?*", async (route) => {
    const response = await route.fetch();
    const { users, next } = await response.json();
    await route.fulfill({
      response,
      json: { users: users.map((user: object) => ({ ...user, userId: unseen })), next },
    });
  });
  await page.getByRole("searchbox", { name: "Search users" }).fill(mark);
  const shown = "[U+0020][U+2800][U+00A0]";
  await expect(page.getByRole("button", { name: `Actions for ${shown}` })).toBeVisible();
  await page.getByRole("link", { name: shown, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: shown, exact: true })).toBeVisible();
  expect(new URL(page.url()).searchParams.get("user")).toBe(unseen);
});

test("the address that a user's page had at first leads to it", async ({ page, app }) => {
  const [mark = ""] = somebody().split("@");
  for (const [segment, id] of [
    [`${mark}%2Fb`, `${mark}/b`],
    ["~..", ".."],
    ["view", "view"],
  ] as const) {
    await record(page.request, app.origin, id, "Hacker News");
    await page.goto(`/users/${segment}`);
    await expect(page.getByRole("heading", { level: 1, name: id, exact: true })).toBeVisible();
    await expect(page).toHaveURL(userPath(id));
  }
});

test("offboarding takes everything away, and leaves a receipt that can be found again", async ({
  page,
  app,
}) => {
  const user = somebody();
  await record(page.request, app.origin, user, "GitHub", "Hacker News");
  await page.goto(userPath(user));
  await expectAccessibleEverywhere(page);
  const on = userPage(page);
  await on.offboard.click();
  await offboard(page, user);

  await expect(page.getByText("Finished: 2 of 2 done.").first()).toBeVisible();
  await expect(page.getByText("This user has no instances")).toBeVisible();
  await expect(on.receipt.getByRole("row", { name: /GitHub/ })).toContainText("Done");
  await expect(on.receipt.getByRole("row", { name: /Hacker News/ })).toContainText("Done");
  await expectAccessibleEverywhere(page);

  for (const [format, holds] of [
    ["CSV", `,"offboard","${user}","GitHub",`],
    ["JSON", `"userId": "${user}"`],
  ] as const) {
    const downloading = page.waitForEvent("download");
    await on.receipt.getByRole("button", { name: format }).click();
    const file = await readFile(await (await downloading).path(), "utf8");
    expect(file).toContain(holds);
  }

  await expect(page).toHaveURL(/[?&]job=[\da-f-]{36}$/);
  await page.goto("/users");
  await page.goBack();
  await expect(on.receipt.getByRole("row", { name: /GitHub/ })).toContainText("Done");
  const gone = await page.request.get(`/api/user?${new URLSearchParams({ userId: user })}`);
  expect(gone.status()).toBe(404);
});

test("what fails is told with its reason, and is taken away the next time", async ({ browser, start }) => {
  const key = { ENGINE_API_KEY: "a-key-that-both-consoles-know" };
  const far = await start({ env: { ...administratorEnv(), ...key } });
  const near = await start({
    env: {
      ...administratorEnv(),
      KLAVIS_API_KEY: key.ENGINE_API_KEY,
      KLAVIS_BASE_URL: `${far.origin}/engine`,
    },
  });
  const page = await pageOf(browser, near);
  const user = somebody();
  await record(page.request, near.origin, user, "GitHub");
  await far.stop();

  await page.goto(userPath(user));
  const on = userPage(page);
  await on.offboard.click();
  await offboard(page, user);
  const row = on.receipt.getByRole("row", { name: /GitHub/ });
  await expect(row).toContainText("Failed");
  await expect(page.getByText("Finished: 0 of 1 done, 1 failed.").first()).toBeVisible();
  await expect(on.instances.getByRole("listitem")).toHaveCount(1);
  await expectAccessibleEverywhere(page);

  await test.step("the overview names the failed work, and leads back to it", async () => {
    await page.goto("/");
    await page.getByRole("region", { name: "Failed work" }).getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(user);
    await expect(row).toContainText("Failed");
  });

  await far.startAgain();
  await on.again.click();
  await on.typed.fill(user);
  await on.confirm.click();
  await expect(page.getByText("Finished: 1 of 1 done.").first()).toBeVisible();
  await expect(row).toContainText("Done");
});

test("servers that were made elsewhere are taken into the record, each by choice", async ({
  browser,
  start,
}) => {
  const app = await start({ env: { ...administratorEnv(), ENGINE_API_KEY: "a-key-for-other-programs" } });
  const page = await pageOf(browser, app);
  const [user, other, recorded] = [somebody(), somebody(), somebody()];
  await record(page.request, app.origin, user, "GitHub");
  await record(page.request, app.origin, recorded, "GitHub");
  for (const [userId, serverName] of [
    [user, "Slack"],
    [user, "Notion"],
    [other, "Gmail"],
  ]) {
    const answer = await page.request.post("/engine/mcp-server/instance/create", {
      headers: { authorization: "Bearer a-key-for-other-programs" },
      data: { serverName, userId, connectionType: "StreamableHttp" },
    });
    expect(answer.status()).toBe(200);
  }

  await page.goto("/users");
  await page.getByRole("link", { name: "Adopt existing users" }).click();
  const row = page.getByRole("listitem").filter({ hasText: user });
  await expect(row).toContainText("1 server recorded");
  await expectAccessibleEverywhere(page);
  await expect(page.getByRole("button", { name: "Adopt", exact: true })).toBeDisabled();
  await page.getByRole("checkbox", { name: /Slack/ }).check();
  await page.getByRole("button", { name: "Adopt 1 server" }).click();
  await expect(row.getByRole("link", { name: "Slack" })).toBeVisible();
  await expect(page.getByText("1 adopted")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /Notion/ })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await test.step("only what is not in the record is listed, counted and searched, and adopted at once", async () => {
    await page.reload();
    await expect(
      page.getByText("2 users to adopt from, of 3 users looked at", { exact: true }),
    ).toBeVisible();
    await expect(page.getByRole("main").getByText(recorded)).toHaveCount(0);
    await page.getByRole("searchbox", { name: "Search users to adopt" }).fill(other);
    await expect(row).toHaveCount(0);
    await expect(page.getByRole("checkbox", { name: /Gmail/ })).toBeVisible();
    await page.getByRole("searchbox", { name: "Search users to adopt" }).fill("");
    await expect(row).toBeVisible();
    await page.getByRole("checkbox", { name: "All that is listed" }).check();
    await page.getByRole("button", { name: "Adopt 2 servers" }).click();
    await expect(page.getByText("2 adopted")).toBeVisible();
  });

  await page.goto(userPath(user));
  await expect(userPage(page).instances.getByRole("listitem")).toHaveText([/Notion/, /Slack/, /GitHub/]);
});
