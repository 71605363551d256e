import type { Page } from "@playwright/test";
import { expectAccessibleEverywhere } from "./axe";
import { createPage, somebody } from "./create-page";
import { confirmOn, ids, makeLink, named, personPage, recordFor } from "./link-pages";
import { expect, test } from "./test";

const KEY = "the-key-of-an-account-8d1f";

/** The form for a key, in the words that stand in it. */
function keyForm(page: Page, server: string) {
  return {
    field: page.getByLabel(`${server} key`, { exact: true }),
    send: page.getByRole("button", { name: `Connect ${server}`, exact: true }),
    replace: page.getByRole("button", { name: "Replace key" }),
    show: page.getByRole("button", { name: "Show key" }),
  };
}

test("a key is refused where there is none, and where the server cannot be reached it stays to be sent again", async ({
  page,
}) => {
  const on = createPage(page);
  await on.open();
  await on.create("Brave Search", somebody());
  const form = keyForm(page, "Brave Search");
  await form.field.fill("   ");
  await form.send.click();
  await expect(page.getByText("Enter the key.")).toBeVisible();
  await expect(form.field).toBeFocused();
  await expectAccessibleEverywhere(page);

  await page.route("**/api/instances/*/key", (route) => route.abort());
  await form.field.fill(KEY);
  await form.send.click();
  await expect(page.getByRole("alert").filter({ hasText: "The key was not set" })).toBeVisible();
  await expect(form.field).toHaveValue(KEY);
  await expect(on.status("Waiting for authorization")).toBeVisible();

  await on.create("Postgres", somebody());
  await expect(page.getByText("What its role may do is the real bound")).toBeVisible();
});

test("a key connects the account, is forgotten by the page, and can be replaced", async ({ page }) => {
  const on = createPage(page);
  await on.open();
  await on.create("Brave Search", somebody());
  const form = keyForm(page, "Brave Search");
  await expect(form.field).toHaveAttribute("type", "password");
  await expect(form.field).toHaveAttribute("autocomplete", "off");
  await form.field.fill(KEY);
  await form.show.click();
  await expect(form.field).toHaveAttribute("type", "text");
  await form.send.click();
  await expect(on.status("Connected")).toBeVisible();
  await expect(page.getByText("The key was taken. Connected.")).toBeVisible();
  await expect(form.field).toHaveCount(0);
  await expectAccessibleEverywhere(page);

  await form.replace.click();
  await expect(form.field).toHaveValue("");
  await form.field.fill("another-key");
  await form.send.click();
  await expect(form.field).toHaveCount(0);
  await expect(on.status("Connected")).toBeVisible();
  expect(await page.content()).not.toContain(KEY);
});

test("the person of a link sends their key on", async ({ page, meet, app }) => {
  const instances = await recordFor(page, app.origin, ["Brave Search"]);
  const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person: named() });
  const theirs = await meet();
  await confirmOn(theirs, url);
  const form = keyForm(theirs, "Brave Search");
  await form.field.fill(KEY);
  await form.field.press("Enter");
  await expect(personPage(theirs).end).toBeVisible();
  expect(await theirs.content()).not.toContain(KEY);
});
