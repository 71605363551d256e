import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type axe from "axe-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Holds a page, as it stands, against axe's rules, or against those of the given ids. Evaluated by the debugger, which a
 * content security policy lets pass.
 */
export async function expectAccessible(page: Page, rules: string[] = []): Promise<void> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(SOURCE);
  const violations = await page.evaluate(async (rules) => {
    const runner = (globalThis as unknown as { axe: typeof axe }).axe;
    // Where each of the many things stands that are right is not written down, which was most of the work.
    const options: axe.RunOptions = { resultTypes: ["violations"], selectors: false };
    const { violations } = await runner.run({ ...options, ...(rules.length > 0 && { runOnly: rules }) });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  }, rules);
  expect(violations, page.url()).toEqual([]);
}

/** The same in both themes, on a wide screen and on a narrow one. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  for (const width of [1280, 390]) await expectAccessibleAt(page, width);
}

export async function expectAccessibleAt(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 844 });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
}
