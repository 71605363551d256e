import { expectAccessible, expectAccessibleAt, expectAccessibleEverywhere } from "./axe";
import { connectByWindow, consentPage, createPage, openWindow, somebody } from "./create-page";
import { expect, NOBODY, test } from "./test";

test.describe("signed out", () => {
  test.use({ storageState: NOBODY });

  test("signing in, and being refused", async ({ page }) => {
    await page.goto("/sign-in");
    await expectAccessibleEverywhere(page);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("Enter your password.")).toBeVisible();
    await expectAccessibleEverywhere(page);
  });

  test("setting up, and a link that is spent", async ({ page, start }) => {
    const app = await start();
    await page.goto(await app.setupLink());
    await expect(page.getByRole("heading", { name: "Set up Patchbay" })).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.goto(`${app.origin}/setup/made-up`);
    await expectAccessibleEverywhere(page);
  });
});

test("the create page, empty and with what is wrong", async ({ page }) => {
  const on = createPage(page);
  await on.open();
  await expectAccessibleEverywhere(page);
  await on.submit.click();
  await expect(page.getByText("Choose a server.")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("the picker, open and where nothing answers", async ({ page }) => {
  const on = createPage(page);
  await on.open();
  await on.picker.click();
  await expect(page.getByRole("option").first()).toBeVisible();
  await expectAccessibleEverywhere(page);
  await on.search.fill("no such thing");
  await expect(page.getByText(/^No server answers to/)).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a result that waits, with its window under way, and connected", async ({ page }) => {
  const on = createPage(page);
  await on.open();
  await on.create("GitHub", somebody());
  await expectAccessibleEverywhere(page);
  const window = await openWindow(page, on.connect("GitHub"));
  await expect(consentPage(window, "GitHub").heading).toBeVisible();
  await expect(on.outcome.getByText("Waiting for consent in the other window.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await window.close();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await connectByWindow(page, "GitHub");
  await expect(on.status("Connected")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("an instance that was there with other settings", async ({ page }) => {
  const on = createPage(page);
  await on.open();
  await on.create("Slack", somebody());
  await on.readOnly.check();
  await on.submit.click();
  await expect(on.outcome.getByText("It keeps the settings it had")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a failure", async ({ page }) => {
  const on = createPage(page);
  await on.open();
  await on.choose("github", "GitHub");
  await on.user.fill(somebody());
  await page.route("**/api/instances", (route) => route.abort());
  await on.submit.click();
  await expect(on.outcome.getByRole("alert")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a blocked window", async ({ page }) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  const on = createPage(page);
  await on.open();
  await on.create("GitHub", somebody());
  await on.connect("GitHub").click();
  await expect(page.getByText("Your browser did not open the window")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("the consent page, and the window's end", async ({ page }) => {
  const on = createPage(page);
  await on.open();
  await on.create("GitHub", somebody());
  const window = await openWindow(page, on.connect("GitHub"));
  await expect(consentPage(window, "GitHub").heading).toBeVisible();
  await expectAccessibleEverywhere(window);
  await consentPage(window, "GitHub").deny.click();
  await expect(window.getByRole("heading", { name: "Not connected yet" })).toBeVisible();
  await expectAccessibleEverywhere(window);
});

test("the account, with its menu open on both screens", async ({ page }) => {
  await page.goto("/account");
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.getByRole("button", { name: /Account and theme/ }).click();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeVisible();
  await expectAccessibleAt(page, 1280);
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Menu" }).click();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeVisible();
  await expectAccessibleAt(page, 390);
});

test("a theme that is chosen by hand, against the system's", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await createPage(page).open();
  await page.getByRole("button", { name: /Account and theme/ }).click();
  await page.getByRole("radio", { name: "Dark" }).check();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await expectAccessible(page);
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await expectAccessible(page);
});

test("an address at which there is nothing", async ({ page }) => {
  await page.goto("/nothing");
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await expectAccessibleEverywhere(page);
});
