import type { Locator } from "@playwright/test";
import { PATHS } from "@/lib/paths";
import { expectAccessible } from "./axe";
import { somebody } from "./create-page";
import { expect, test } from "./test";

const borderOf = (part: Locator) => part.evaluate((element) => getComputedStyle(element).borderTopColor);

test("where the system's colours are forced, what is chosen can be told", async ({ page, app }) => {
  const data = { serverName: "GitHub", userId: somebody() };
  await page.request.post("/api/instances", { headers: { origin: app.origin }, data });
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(PATHS.instances);
  const states = page.getByRole("group", { name: "Instances by status" });
  const chosen = states.getByRole("button", { pressed: true });
  await expect(chosen).toHaveCount(1);
  const other = states.getByRole("button", { pressed: false }).first();
  expect(await borderOf(chosen)).not.toBe(await borderOf(other));

  await page.goto(PATHS.create);
  const transport = page.getByRole("group", { name: "Transport" });
  const half = (name: string) => transport.locator("label").filter({ hasText: name });
  expect(await borderOf(half("Streamable HTTP"))).not.toBe(await borderOf(half("SSE")));
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`where more contrast is asked for, text has seven to one on every page: ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, contrast: "more" });
    for (const path of [PATHS.overview, PATHS.create, PATHS.instances, PATHS.links, PATHS.activity]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page, ["color-contrast-enhanced"]);
    }
  });
}
