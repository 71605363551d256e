import type { Page } from "@playwright/test";
import { ADMINISTRATOR } from "./console";
import { consentPage, createPage, openWindow, somebody } from "./create-page";
import { extension } from "./extension";
import { ids, makeLink, named, personPage, recordFor } from "./link-pages";
import { pages } from "./routes";
import { expect, test } from "./test";
import { translate } from "./translate";

/** Fails the test with whatever the page throws. */
function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  return errors;
}

test("a link's page, translated, connects an account", async ({ page, meet, app }) => {
  const instances = await recordFor(page, app.origin, ["GitHub", "Gmail"]);
  const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person: named() });
  const theirs = await meet();
  const errors = errorsOf(theirs);
  await theirs.goto(url);
  await expect(personPage(theirs).yes).toBeVisible();
  await translate(theirs);
  await personPage(theirs).yes.click();
  await expect(personPage(theirs).progress(0, 2)).toBeVisible();
  await translate(theirs);
  const window = await openWindow(theirs, createPage(theirs).connect("GitHub"));
  await translate(theirs);
  const closed = window.waitForEvent("close");
  await consentPage(window, "GitHub").allow.click();
  await closed;
  await expect(personPage(theirs).progress(1, 2)).toBeVisible();
  expect(errors).toEqual([]);
});

test("the create page, translated, refuses, creates and connects", async ({ page }) => {
  const on = createPage(page);
  const errors = errorsOf(page);
  await on.open();
  await translate(page);
  await on.submit.click();
  await expect(on.user).toHaveAttribute("aria-invalid", "true");
  await translate(page);
  await on.create("GitHub", somebody());
  await translate(page);
  const window = await openWindow(page, on.connect("GitHub"));
  await translate(page);
  const closed = window.waitForEvent("close");
  await consentPage(window, "GitHub").allow.click();
  await closed;
  await expect(on.status("Connected")).toBeVisible();
  expect(errors).toEqual([]);
});

test("an instance's page, translated, goes on working", async ({ page, app }) => {
  const [instance] = await recordFor(page, app.origin, ["GitHub"]);
  const errors = errorsOf(page);
  await page.goto(`/instances/${instance?.id}`);
  await expect(page.getByText("Waiting for authorization").first()).toBeVisible();
  await translate(page);
  await page.getByRole("switch", { name: "Read-only" }).click();
  await expect(page.getByText(", read-only").first()).toBeVisible();
  await page.getByRole("button", { name: "Refresh state" }).click();
  for (const tab of ["Tools", "History", "Overview"]) {
    await page.getByRole("tab", { name: tab, exact: true }).click();
    await translate(page);
  }
  await page.getByRole("button", { name: "Delete instance" }).click();
  await translate(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  expect(errors).toEqual([]);
});

test("the main pages, translated, lead on and are searched", async ({ page }) => {
  const errors = errorsOf(page);
  await page.goto("/");
  const main = page.getByRole("navigation", { name: "Main" });
  for (const name of ["Instances", "Users", "Connect links", "Settings", "Overview", "Create"]) {
    await translate(page);
    await main.getByRole("link", { name, exact: true }).click();
    await expect(main.getByRole("link", { name, exact: true })).toHaveAttribute("aria-current", "page");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  for (const [address, nothing] of [
    ["/instances", "Nothing matches"],
    ["/users", "No results for"],
  ] as const) {
    await page.goto(address);
    const search = page.getByRole("searchbox").first();
    await expect(search).toBeVisible();
    await translate(page);
    await search.fill("no such thing at all");
    await expect(page.getByText(nothing).first()).toBeVisible();
    await translate(page);
    await page.getByRole("searchbox").first().fill("");
    await expect(page.getByText(nothing)).toHaveCount(0);
  }
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Command palette" });
  await translate(page);
  await palette.getByRole("combobox").fill("no such thing at all");
  await expect(palette.getByText("No results for")).toBeVisible();
  await translate(page);
  await palette.getByRole("combobox").fill("over");
  await expect(palette.getByRole("option", { name: "Overview" })).toBeVisible();
  expect(errors).toEqual([]);
});

/** Above, and where a second factor is asked for. */
const TRIED_ELSEWHERE = ["/instances/[id]", "/instances/new", "/c/[token]", "/second-factor"];
const OUTSIDE = ["/sign-in", "/setup/[token]", "/invite/[token]", "/password/[token]"];
const HELP = ["/docs", "/docs/[slug]", "/docs/api"];

test("every page of the console, translated, makes way for another", async ({ page, app }) => {
  const post = async (address: string, data: object) => {
    const answer = await page.request.post(address, { headers: { origin: app.origin }, data });
    expect(answer.ok()).toBe(true);
    return answer.json();
  };
  const [instance] = await recordFor(page, app.origin, ["GitHub"]);
  const { job } = await post("/api/jobs", { action: "refresh", instanceIds: [instance?.id] });
  const { webhook } = await post("/api/webhooks", {
    url: "https://receiver.invalid/",
    events: ["instance.created"],
  });
  const user = encodeURIComponent(instance?.userId ?? "");
  const addresses: Record<string, string> = {
    "/jobs/[id]": `/jobs/${job.id}`,
    "/settings/webhooks/[id]": `/settings/webhooks/${webhook.id}`,
    "/users/[userId]": `/users/${user}`,
    "/users/view": `/users/view?user=${user}`,
  };
  const others = [...TRIED_ELSEWHERE, ...OUTSIDE, ...HELP];
  const errors = errorsOf(page);
  for (const { template } of pages().filter((each) => !others.includes(each.template))) {
    await page.goto(addresses[template] ?? template);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await translate(page);
    const next = template === "/" ? "Instances" : "Overview";
    const link = page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: next, exact: true });
    await link.click();
    await expect(link).toHaveAttribute("aria-current", "page");
    expect(errors, template).toEqual([]);
  }
});

test("every page of the documentation, translated, makes way for another", async ({ page }) => {
  const errors = errorsOf(page);
  const contents = page.getByRole("navigation", { name: "Documentation" });
  await page.goto("/docs");
  await translate(page);
  const title = (await contents.getByRole("link").nth(1).textContent()) ?? "";
  await contents.getByRole("link", { name: title, exact: true }).click();
  await expect(page).toHaveTitle(new RegExp(`^${title}`));
  await translate(page);
  await contents.getByRole("link", { name: "API reference" }).click();
  const search = page.getByRole("searchbox", { name: "Search the operations" });
  await expect(search).toBeVisible();
  await translate(page);
  await search.fill("no such thing at all");
  await expect(page.getByRole("navigation", { name: "Operations" }).getByRole("listitem")).toHaveCount(0);
  await translate(page);
  await search.fill("");
  await expect(
    page.getByRole("navigation", { name: "Operations" }).getByRole("listitem").first(),
  ).toBeVisible();
  expect(errors).toEqual([]);
});

test("every page outside of the console, translated, refuses what is missing", async ({
  page,
  meet,
  app,
}) => {
  const invited = await page.request.post("/api/members/invitations", {
    headers: { origin: app.origin },
    data: { email: `${crypto.randomUUID()}@example.com`, role: "viewer" },
  });
  const { url } = await invited.json();
  const theirs = await meet();
  const errors = errorsOf(theirs);
  for (const [address, button] of [
    ["/sign-in", "Sign in"],
    [url, "Join"],
  ]) {
    await theirs.goto(address);
    await translate(theirs);
    await theirs.getByRole("button", { name: button, exact: true }).click();
    await expect(theirs.locator("[aria-invalid=true]").first()).toBeVisible();
    await translate(theirs);
    await theirs.getByRole("textbox").first().fill("a");
  }
  for (const address of ["/setup/made-up", "/password/made-up", "/invite/made-up"]) {
    await theirs.goto(address);
    await expect(theirs.getByRole("heading", { level: 1 })).toBeVisible();
    await translate(theirs);
  }
  expect(errors).toEqual([]);
});

test("with a password manager and a writing aid one signs in, creates, connects and moves on", async ({
  meet,
  app,
}) => {
  const page = await meet();
  await page.addInitScript(extension, ADMINISTRATOR);
  const errors = errorsOf(page);
  const changed = async () => {
    await expect(page.locator("body[cz-shortcut-listen] > grammar-integration")).toBeAttached();
    await expect(page.locator("manager-button").first()).toBeAttached();
  };
  await page.goto("/sign-in");
  await changed();
  await expect(page.getByLabel("Email")).toHaveValue(ADMINISTRATOR.email);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/instances/new");
  const on = createPage(page);
  await changed();
  const user = somebody();
  await on.create("GitHub", user);
  const window = await openWindow(page, on.connect("GitHub"));
  const closed = window.waitForEvent("close");
  await consentPage(window, "GitHub").allow.click();
  await closed;
  await expect(on.status("Connected")).toBeVisible();
  const main = page.getByRole("navigation", { name: "Main" });
  for (const name of ["Instances", "Users", "Settings"]) {
    await main.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
    await changed();
  }
  await main.getByRole("link", { name: "Users", exact: true }).click();
  await page.getByRole("searchbox", { name: "Search users" }).fill(user);
  await expect(page.getByRole("link", { name: user, exact: true })).toBeVisible();
  const [instance] = await recordFor(page, app.origin, ["GitHub"]);
  const { url } = await makeLink(page, app.origin, { instanceIds: [instance?.id ?? ""], person: named() });
  await page.goto(url);
  await personPage(page).yes.click();
  await expect(personPage(page).progress(0, 1)).toBeVisible();
  expect(errors).toEqual([]);
});
