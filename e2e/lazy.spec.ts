import type { Page } from "@playwright/test";
import { expectAccessibleEverywhere } from "./axe";
import { createPage, somebody } from "./create-page";
import { pressUntil } from "./keyboard";
import { expect, test } from "./test";

/** What is said where code cannot be had, as after an update of the console or while the connection is down. */
function failureOn(page: Page) {
  const dialog = page.getByRole("alertdialog", { name: "This part of the page could not be loaded" });
  return {
    dialog,
    retry: dialog.getByRole("button", { name: "Try again" }),
    reload: dialog.getByRole("button", { name: "Reload the page" }),
  };
}

/** From here on no script can be had: every part that has not come yet stays away. */
async function withholdScripts(page: Page): Promise<() => Promise<void>> {
  await page.waitForLoadState("networkidle");
  const scripts = "**/_next/static/**/*.js*";
  await page.route(scripts, (route) => route.abort());
  return () => page.unroute(scripts);
}

test("a list whose code cannot be had says so, keeps the form, and opens once it can", async ({ page }) => {
  const on = createPage(page);
  const failure = failureOn(page);
  await on.open();
  const bringBack = await withholdScripts(page);
  await on.user.fill("ana@acme.example");
  await on.picker.click();
  await expect(failure.dialog).toBeVisible();
  await expect(failure.reload).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.keyboard.press("Escape");
  await expect(failure.dialog).toHaveCount(0);
  await expect(on.picker).toBeFocused();
  await on.picker.press("Enter");
  await failure.retry.click();
  await expect(failure.retry).not.toHaveAttribute("aria-busy", "true");
  await expect(failure.dialog).toBeVisible();

  await bringBack();
  await failure.retry.click();
  await expect(on.search).toBeFocused();
  await expect(failure.dialog).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(on.picker).toBeFocused();
  await expect(on.user).toHaveValue("ana@acme.example");
});

test("the palette, a row's menu and a dialog that cannot be had leave the page as it is", async ({
  page,
  app,
}) => {
  const user = somebody();
  await page.request.post("/api/instances", {
    headers: { origin: app.origin },
    data: { serverName: "GitHub", userId: user },
  });
  const failure = failureOn(page);
  await page.goto(`/instances?q=${user}`);
  await expect(page.getByRole("row").filter({ hasText: user })).toBeVisible();
  await withholdScripts(page);
  await pressUntil(page, "Control+k", (within) => expect(failure.dialog).toBeVisible(within));
  await page.keyboard.press("Escape");
  for (const name of [`Actions for GitHub of ${user}`, "View", "Filter"]) {
    await page.getByRole("button", { name, exact: true }).click();
    await expect(failure.dialog).toBeVisible();
    await failure.dialog.getByRole("button", { name: "Close" }).click();
    await expect(failure.dialog).toHaveCount(0);
  }
  await expect(page.getByRole("row").filter({ hasText: user })).toBeVisible();
});

test("the tools of an instance that cannot be had are missed in their own place", async ({ page, app }) => {
  const made = await page.request.post("/api/instances", {
    headers: { origin: app.origin },
    data: { serverName: "Hacker News", userId: somebody() },
  });
  const { instance } = await made.json();
  await page.goto(`/instances/${instance.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const bringBack = await withholdScripts(page);
  await page.getByRole("tab", { name: "Tools" }).click();
  const told = page.getByRole("alert").filter({ hasText: "This part of the page could not be loaded" });
  await expect(told).toBeVisible();
  await expectAccessibleEverywhere(page);
  await bringBack();
  await told.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("searchbox", { name: "Search tools" })).toBeVisible();
});

test("what shows toasts comes with the first movement, and not with the page", async ({ page }) => {
  await createPage(page).open();
  await page.waitForLoadState("networkidle");
  const fetched = page.waitForRequest(/\/_next\/static\/chunks\/.*\.js/);
  await page.mouse.move(100, 100);
  await page.mouse.move(200, 200);
  await fetched;
});
