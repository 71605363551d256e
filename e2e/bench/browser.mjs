import { chromium } from "@playwright/test";
import { systemChromium } from "../browser.mjs";
import { startConsole, startEmpty } from "./app.mjs";
import { signIn } from "./sign-in.mjs";

/**
 * Starts both apps and a browser, hands over how to visit the two pages, and stops everything again.
 *
 * A page is `{ url, context }`, where `context()` makes a browser context that has seen nothing yet and, for the
 * console, is signed in.
 */
export async function withPages(measure) {
  const [console, empty] = await Promise.all([startConsole(), startEmpty()]);
  const browser = await chromium.launch({ executablePath: systemChromium() });
  try {
    const cookie = { ...(await signIn(console.origin)), url: console.origin };
    return await measure({
      createPage: {
        url: `${console.origin}/instances/new`,
        async context() {
          const context = await browser.newContext();
          await context.addCookies([cookie]);
          return context;
        },
      },
      emptyPage: { url: `${empty.origin}/`, context: () => browser.newContext() },
    });
  } finally {
    await browser.close();
    await Promise.all([console.stop(), empty.stop()]);
  }
}

/** Visits a page in a context of its own. `observe` is called before, and what it returns is asked for the result. */
export async function visit({ url, context }, observe) {
  const fresh = await context();
  try {
    const page = await fresh.newPage();
    const protocol = await fresh.newCDPSession(page);
    const result = await observe(page, protocol);
    const answer = await page.goto(url, { waitUntil: "networkidle" });
    if (answer?.status() !== 200 || page.url() !== url) throw new Error(`${url} led to ${page.url()}`);
    return await result();
  } finally {
    await fresh.close();
  }
}
