import { DOCS } from "@/components/docs/pages";
import { expectAccessible } from "./axe";
import { expect, NOBODY, test } from "./test";

test.use({ storageState: NOBODY });

test("the documentation is read signed out, page by page, without overflow on a phone", async ({ page }) => {
  await page.goto("/docs");
  await expect(page.getByRole("heading", { name: "First steps", level: 1 })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  for (const { slug, title } of DOCS) {
    await page.goto(`/docs/${slug}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page).toHaveTitle(`${title} · Patchbay`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), slug).toBeLessThanOrEqual(360);
  }
  await expectAccessible(page);
});

test("a page leads to the next by the names that the files have", async ({ page }) => {
  await page.goto("/docs/first-steps");
  await page.getByRole("main").getByRole("link", { name: "Going live with vendors" }).click();
  await expect(page).toHaveURL("/docs/going-live");
  await page.goto("/docs/..%2Fpackage");
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});
