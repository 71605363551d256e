import type { Page } from "@playwright/test";
import { expect } from "./test";

/**
 * Presses a key of the console's, and again where nothing came of it: what is pressed before a page's script runs goes
 * nowhere, which a person sees and a test does not.
 */
export async function pressUntil(
  page: Page,
  key: string,
  effect: (within: { timeout: number }) => Promise<void>,
): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await effect({ timeout: 3_000 });
  }).toPass();
}
