import type { Page } from "@playwright/test";
import { consentPage, createPage, openWindow, somebody } from "./create-page";
import { ids, makeLink, named, personPage, recordFor } from "./link-pages";
import { expect, test } from "./test";

/** Fails the test with whatever the page throws. */
function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  return errors;
}

/**
 * Does to a page what a browser's translation does: every text stands in elements of its own from then on, of which
 * React knows nothing. The words stay, so that the tests still find them.
 */
async function translate(page: Page): Promise<void> {
  // Once the page works: React leaves a mark on each element that it has taken over.
  await page.waitForFunction(() =>
    [...document.querySelectorAll("nav a, main :is(a, button, input, h1, h2, p, li, td, dd)")].every(
      (element) => Object.keys(element).some((key) => key.startsWith("__react")),
    ),
  );
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (walker.currentNode.nodeValue?.trim() && parent && !parent.closest("script, style, svg, textarea"))
        texts.push(walker.currentNode);
    }
    for (const text of texts) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      text.parentNode?.replaceChild(outer, text);
      inner.append(text.nodeValue ?? "");
      outer.append(inner);
    }
  });
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

test("every other page, translated, leads on and is searched", async ({ page }) => {
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
