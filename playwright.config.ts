import { defineConfig } from "@playwright/test";
import { systemChromium } from "./e2e/browser.mjs";

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  fullyParallel: true,
  workers: 2,
  // A machine that is busy with other things may fail a test once; what passes at the second try is told as flaky.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["./e2e/closing-line.ts"]],
  use: {
    viewport: { width: 1280, height: 800 },
    // The page says what it shows without moving, so that nothing is looked at halfway.
    contextOptions: { reducedMotion: "reduce" },
    // Pictures of every step of every test took as long as the tests themselves; `--trace retain-on-failure` takes them.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: systemChromium(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    },
  },
});
