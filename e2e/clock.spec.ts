import type { Page } from "@playwright/test";
import { consentPage, createPage, openWindow } from "./create-page";
import { confirmOn, ids, linksPage, makeLink, named, personPage, recordFor } from "./link-pages";
import { expect, test } from "./test";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;

/** Puts the browser's clock wrong, for every page that is opened from then on. */
async function putWrong(page: Page, by: number): Promise<void> {
  await page.context().addInitScript((wrong) => {
    const Right = Date;
    const now = () => Right.now() + wrong;
    globalThis.Date = new Proxy(Right, {
      construct: (date, given, as) => Reflect.construct(date, given.length === 0 ? [now()] : given, as),
      get: (date, name) => (name === "now" ? now : Reflect.get(date, name)),
    });
  }, by);
}

for (const [wrong, by] of [
  ["an hour fast", HOUR],
  ["an hour slow", -HOUR],
  ["a year fast", YEAR],
  ["a year slow", -YEAR],
] as const) {
  test.describe(`with a browser's clock that is ${wrong}`, () => {
    test.beforeEach(({ page }) => putWrong(page, by));

    test("what was made just now was made just now, and a link that lives can be revoked", async ({
      page,
      app,
    }) => {
      const made = await recordFor(page, app.origin, ["GitHub"]);
      await page.goto(`/instances?q=${encodeURIComponent(made[0]?.userId ?? "")}`);
      const row = page.getByRole("row").filter({ hasText: made[0]?.userId ?? "" });
      await expect(row).toContainText("just now");
      await expect(row).not.toContainText("checked");

      await page.goto(`/instances/${ids(made)[0]}`);
      await expect(page.getByText("Checked just now")).toBeVisible();
      await expect(page.getByText("The upstream did not answer")).toHaveCount(0);
      await page.getByRole("button", { name: "Refresh state" }).click();
      await expect(page.getByText("Checked: Waiting for authorization")).toBeAttached();
      await expect(page.getByText("The upstream did not answer")).toHaveCount(0);

      const person = named();
      await makeLink(page, app.origin, { instanceIds: ids(made), person, expiresInHours: 1 });
      const links = linksPage(page);
      await links.open();
      await expect(links.row(person)).toContainText(/Expires in (1 hour|60 minutes|59 minutes)/);
      await links.menu(person).click();
      await expect(links.revoke).toBeVisible();
    });

    test("an attempt that has just begun goes on, for operators and for visitors", async ({
      page,
      meet,
      app,
    }) => {
      const made = await recordFor(page, app.origin, ["GitHub"]);
      await page.goto(`/instances/${ids(made)[0]}`);
      const on = createPage(page);
      const window = await openWindow(page, on.connect("GitHub"));
      await expect(consentPage(window, "GitHub").heading).toBeVisible();
      await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
      await expect(page.getByText("The attempt has expired")).toHaveCount(0);
      const closed = window.waitForEvent("close");
      await consentPage(window, "GitHub").allow.click();
      await closed;
      await expect(page.getByText("Connected", { exact: true }).first()).toBeVisible();

      const other = await recordFor(page, app.origin, ["Slack"]);
      const { url } = await makeLink(page, app.origin, { instanceIds: ids(other), person: named() });
      const visitor = await meet();
      await putWrong(visitor, by);
      await confirmOn(visitor, url);
      const theirs = await openWindow(visitor, createPage(visitor).connect("Slack"));
      await expect(consentPage(theirs, "Slack").heading).toBeVisible();
      await expect(visitor.getByText(/expired/i)).toHaveCount(0);
      const over = theirs.waitForEvent("close");
      await consentPage(theirs, "Slack").allow.click();
      await over;
      await expect(personPage(visitor).end).toBeVisible();
    });
  });
}
