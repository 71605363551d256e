import type { Page } from "@playwright/test";
import { expectAccessibleEverywhere } from "./axe";
import { createPage, somebody } from "./create-page";
import { expect, test } from "./test";

const OFFLINE = "You are offline. Nothing was done.";

const banner = (page: Page) => page.getByText("You are offline. Nothing is sent");

/** Every request that changes something, from now on. */
function changesOf(page: Page): string[] {
  const changes: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") changes.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  return changes;
}

/** An instance's page, with the instance's id. */
async function instance(page: Page, origin: string): Promise<string> {
  const answer = await page.request.post(`${origin}/api/instances`, {
    headers: { origin },
    data: { serverName: "Slack", userId: somebody() },
  });
  const { id } = (await answer.json()).instance;
  await page.goto(`/instances/${id}`);
  await expect(page.getByText("Waiting for authorization").first()).toBeVisible();
  return id;
}

test("a deletion that was given up while offline is not carried out later", async ({
  page,
  context,
  app,
}) => {
  const id = await instance(page, app.origin);
  const question = page.getByRole("alertdialog");
  await page.getByRole("button", { name: "Delete instance" }).click();
  await question.getByRole("textbox").fill("Slack");
  await context.setOffline(true);
  await question.getByRole("textbox").press("Enter");
  await expect(question.getByRole("alert")).toContainText(OFFLINE);
  await expect(question.getByRole("button", { name: "Delete instance" })).toBeEnabled();
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toHaveCount(0);

  const changes = changesOf(page);
  await expect(banner(page)).toBeVisible();
  // By the answer to what the page asks once it is back, anything held back would have gone out before.
  const back = page.waitForResponse((response) => response.url().endsWith("/connection") && response.ok());
  await context.setOffline(false);
  await back;
  await expect(banner(page)).toHaveCount(0);
  expect((await page.request.get(`${app.origin}/api/instances/${id}/connection`)).status()).toBe(200);
  expect(changes).toEqual([]);
});

test("what is changed while offline is said not to be, and shows what is saved", async ({
  page,
  context,
  app,
}) => {
  await instance(page, app.origin);
  // The code that shows toasts comes with the first movement that the page hears.
  await page.waitForLoadState("networkidle");
  const scripts = () =>
    page.evaluate(
      () => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".js")).length,
    );
  const before = await scripts();
  await page.mouse.move(100, 100);
  await expect.poll(scripts).toBeGreaterThan(before);
  const readOnly = page.getByRole("switch", { name: "Read-only" });
  await context.setOffline(true);
  await expect(banner(page)).toBeVisible();
  await readOnly.click();
  await expect(page.getByText("It can still write")).toBeVisible();
  await expect(page.getByText(OFFLINE).first()).toBeVisible();
  await expect(readOnly).not.toBeChecked();

  await page.getByRole("button", { name: "Copy server URL" }).click();
  await expect(page.getByText("Nothing was copied")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await test.step("and a link keeps the page", async () => {
    const address = page.url();
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
    await expect(page).toHaveURL(address);
    await expect(readOnly).toBeVisible();
    await context.setOffline(false);
    await expect(banner(page)).toHaveCount(0);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
    await expect(page).toHaveURL("/users");
  });
});

test("a create while offline fails at once, and is sent by the next press alone", async ({
  page,
  context,
}) => {
  const on = createPage(page);
  const user = somebody();
  await on.open();
  await on.choose("linear", "Linear");
  await on.user.fill(user);
  await context.setOffline(true);
  await on.submit.click();
  const told = on.outcome.getByRole("alert");
  await expect(told).toContainText(OFFLINE);
  const changes = changesOf(page);
  await context.setOffline(false);
  await expect(banner(page)).toHaveCount(0);
  await expect(on.user).toHaveValue(user);
  await page.waitForLoadState("networkidle");
  expect(changes).toEqual([]);
  await told.getByRole("button", { name: "Try again" }).click();
  await expect(on.outcome).toContainText(`for ${user}`);
  expect(changes).toEqual(["POST /api/instances"]);
});
