import type { Page } from "@playwright/test";
import { userPath } from "@/lib/paths";
import { expectAccessibleEverywhere } from "./axe";
import { createPage, somebody } from "./create-page";
import { pressUntil } from "./keyboard";
import { expect, test } from "./test";

function paletteOf(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Command palette" });
  const input = dialog.getByRole("combobox");
  return {
    dialog,
    input,
    option: (name: string | RegExp) => dialog.getByRole("option", { name }),
    open: () => pressUntil(page, "Control+k", (within) => expect(input).toBeFocused(within)),
  };
}

const shortcuts = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });

test("no key of one letter does anything while somebody types", async ({ page }) => {
  const on = createPage(page);
  await on.open();
  await on.user.pressSequentially("g?i/");
  await expect(on.user).toHaveValue("g?i/");
  await expect(page).toHaveURL("/instances/new");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("single keys can be turned off, and stay off", async ({ page }) => {
  await page.goto("/account");
  await page.getByRole("heading", { name: "Account" }).click();
  await pressUntil(page, "?", (within) => expect(shortcuts(page)).toBeVisible(within));
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await shortcuts(page).getByRole("switch", { name: "Single-key shortcuts" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(shortcuts(page)).toHaveCount(0);
  await page.reload();
  const palette = paletteOf(page);
  await palette.open();
  await page.keyboard.press("Escape");
  await expect(palette.dialog).toHaveCount(0);
  await page.keyboard.press("?");
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await palette.open();
  await expect(shortcuts(page)).toHaveCount(0);
  await expect(page).toHaveURL("/account");
});

test("g and a letter go to a page, and / searches on it", async ({ page }) => {
  await page.goto("/account");
  await page.getByRole("heading", { name: "Account" }).click();
  for (const [key, address] of [
    ["u", "/users"],
    ["i", "/instances"],
    ["l", "/links"],
    ["c", "/instances/new"],
    ["s", "/settings"],
    ["o", "/"],
    ["u", "/users"],
  ] as const) {
    await expect(async () => {
      await page.keyboard.press("g");
      await page.keyboard.press(key);
      await expect(page).toHaveURL(address, { timeout: 3_000 });
    }).toPass();
  }
  await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search users" })).toBeFocused();
});

test("the palette goes to pages, instances and users", async ({ page, app }) => {
  const user = somebody();
  const made = await page.request.post("/api/instances", {
    headers: { origin: app.origin },
    data: { serverName: "GitHub", userId: user },
  });
  const { instance } = await made.json();
  await page.goto("/account");
  const palette = paletteOf(page);

  await palette.open();
  await expect(palette.option("Overview")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await palette.input.fill("no such thing at all");
  await expect(palette.dialog.getByText("No results for “no such thing at all”.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await palette.input.fill(user);
  await expect(palette.option(new RegExp(`GitHub of ${user}`))).toBeVisible();
  await palette.option(new RegExp(`^${user}`)).click();
  await expect(page).toHaveURL(userPath(user));
  await expect(palette.dialog).toHaveCount(0);

  await palette.open();
  await expect(palette.input).toHaveValue("");
  await palette.input.pressSequentially(user);
  await expect(palette.option(new RegExp(`GitHub of ${user}`))).toHaveAttribute("data-highlighted");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/instances/${instance.id}`);
});

test("the palette starts a create with the server chosen, and keeps what was typed", async ({ page }) => {
  const on = createPage(page);
  await on.open();
  const user = somebody();
  await on.user.fill(user);
  const palette = paletteOf(page);
  await palette.open();
  await palette.input.fill("gcal");
  await page.keyboard.press("Enter");
  await expect(on.picker).toContainText("Google Calendar");
  await expect(on.user).toHaveValue(user);

  await page.goto(`/instances/new?${new URLSearchParams({ server: "slack", user: "a/b" })}`);
  await expect(on.picker).toContainText("Slack");
  await expect(on.user).toHaveValue("a/b");
});

test("the palette opens from the frame, also on a narrow screen", async ({ page }) => {
  const palette = paletteOf(page);
  await page.goto("/account");
  await page.getByRole("button", { name: "Search or go to" }).click();
  await expect(palette.input).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette.dialog).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Search or go to" }).click();
  await palette.option(/^Users$/).click();
  await expect(page).toHaveURL("/users");
});
