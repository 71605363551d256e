import { chromium } from "@playwright/test";
import { systemChromium } from "../browser.mjs";
import { startConsole, startEmpty } from "./app.mjs";
import { openSession, signIn } from "./sign-in.mjs";

const SERVERS = [
  "GitHub",
  "Gmail",
  "Slack",
  "Notion",
  "Linear",
  "Jira",
  "Figma",
  "Asana",
  "Stripe",
  "HubSpot",
];

/**
 * Starts both apps and a browser, hands over the console's pages by name and the empty one, and stops everything again.
 *
 * A page is `{ url, context }`, where `context()` makes a browser context that has seen nothing yet and, where the page
 * asks for it, is signed in.
 */
export async function withPages(measure) {
  const [console, empty] = await Promise.all([startConsole(), startEmpty()]);
  const browser = await chromium.launch({ executablePath: systemChromium() });
  try {
    const cookie = { ...(await signIn(console.origin)), url: console.origin };
    const page = (path) => ({
      url: `${console.origin}${path}`,
      async context() {
        const context = await browser.newContext();
        await context.addCookies([cookie]);
        return context;
      },
    });
    const { instanceId, link } = await fill(console.origin);
    return await measure({
      pages: {
        create: page("/instances/new"),
        list: page("/instances"),
        instance: page(`/instances/${instanceId}`),
        link: { url: link, context: () => browser.newContext() },
      },
      emptyPage: { url: `${empty.origin}/`, context: () => browser.newContext() },
    });
  } finally {
    await browser.close();
    await Promise.all([console.stop(), empty.stop()]);
  }
}

/** Something to see on each page: instances of several servers, and a link for one person. */
async function fill(origin) {
  const { ask } = await openSession(origin);
  const made = [];
  for (const person of ["ada", "grace", "edsger"]) {
    for (const serverName of SERVERS) {
      const userId = `${person}@example.com`;
      made.push((await ask("POST", "/api/instances", { serverName, userId })).instance.id);
    }
  }
  const { url } = await ask("POST", "/api/links", { instanceIds: made.slice(0, 5), person: "Ada" });
  return { instanceId: made[0], link: url };
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
