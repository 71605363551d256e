import { ATTEMPT_LIFETIME } from "@/lib/contracts/terms/connect";
import { problemType } from "@/lib/contracts/terms/problem";
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
  await expect(page.getByText(/^No results for/)).toBeVisible();
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

test("a window that is opening, then looks closed, and an attempt that expires", async ({
  page,
  context,
}) => {
  await page.clock.install();
  const on = createPage(page);
  await on.open();
  await on.create("GitHub", somebody());
  let letGo = () => {};
  const looked = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await context.route("**/connect/start?*", (route) => looked.then(() => route.continue()));
  const opening = openWindow(page, on.connect("GitHub"));
  await expect(on.outcome.getByText("Opening the sign-in window.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  letGo();
  const window = await opening;
  await expect(consentPage(window, "GitHub").heading).toBeVisible();
  // The page has read of the attempt: before that it looks closed too, and has nothing that could expire.
  await expect(on.outcome.getByText("Waiting for consent in the other window.")).toBeVisible();
  await window.close();
  await expect(on.outcome.getByText("Still waiting.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.route("**/api/instances/*/connection", (route) => route.abort());
  await page.clock.fastForward(ATTEMPT_LIFETIME);
  await expect(on.outcome.getByRole("alert")).toContainText("The attempt has expired");
  await expectAccessibleEverywhere(page);
});

test("connecting that failed, and that did not begin", async ({ page, context }) => {
  const on = createPage(page);
  await on.open();
  await on.create("GitHub", somebody());
  const denied = await openWindow(page, on.connect("GitHub"));
  await consentPage(denied, "GitHub").deny.click();
  await expect(on.outcome.getByRole("alert")).toContainText("Access was denied.");
  await expectAccessibleEverywhere(page);
  await denied.close();
  await context.route("**/connect/start?*", (route) =>
    route.continue({
      url: route
        .request()
        .url()
        .replace(/instance=[^&]+/, "instance=nonsense"),
    }),
  );
  await openWindow(page, on.connect("GitHub"));
  await expect(on.outcome.getByRole("alert")).toContainText("Connecting did not begin.");
  await expectAccessibleEverywhere(page);
});

test("a key that was refused", async ({ page }) => {
  const on = createPage(page);
  await on.open();
  await on.create("Brave Search", somebody());
  const refusal = "The upstream did not take this key.";
  await page.route("**/api/instances/*/key", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      json: {
        type: problemType("upstream-rejected"),
        title: "The upstream did not accept this",
        status: 422,
        detail: refusal,
        requestId: crypto.randomUUID(),
        fields: { key: [refusal] },
      },
    }),
  );
  const field = page.getByLabel("Brave Search key", { exact: true });
  await field.fill("not-a-key");
  await on.connect("Brave Search").click();
  await expect(field).toHaveAccessibleDescription(new RegExp(refusal));
  await expect(field).toBeFocused();
  await expectAccessibleEverywhere(page);
});

test("a return that is refused", async ({ page }) => {
  await page.goto("/connect/done?state=made-up");
  await expect(page.getByRole("link", { name: "Go to the console" })).toBeVisible();
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
