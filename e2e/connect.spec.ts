import { readFile } from "node:fs/promises";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import type { Page } from "@playwright/test";
import type { ServerName } from "@/lib/contracts/server-name";
import { ATTEMPT_LIFETIME } from "@/lib/contracts/terms/connect";
import { connectByWindow, consentPage, createPage, openWindow, somebody } from "./create-page";
import { confirmOn, ids, makeLink, named, personPage, recordFor } from "./link-pages";
import { administratorEnv, expect, NOBODY, signIn, test } from "./test";

const WAITING = "Waiting for consent in the other window.";
const NOT_OURS = "This return does not belong to a window that is open.";

/** What browsers say of a request that a page causes at its own origin. */
const FROM_OUR_PAGE = { "sec-fetch-site": "same-origin" };

/** An instance that waits for its account, shown on the create page. Answers its id. */
async function waitingInstance(page: Page, server = "GitHub"): Promise<string> {
  const on = createPage(page);
  await on.open();
  const url = new URL(await on.create(server, somebody()));
  await expect(on.status("Waiting for authorization")).toBeVisible();
  return url.searchParams.get("instance") ?? "";
}

/** Begins an attempt as the window would, and answers where the provider would send the browser back to. */
async function returnAddress(page: Page, instance: string): Promise<URL> {
  const answer = await page.request.get(`/connect/start?instance=${instance}`, {
    headers: FROM_OUR_PAGE,
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
  const target = new URL(answer.headers().location ?? "");
  return new URL(target.searchParams.get("redirect_url") ?? "");
}

test.describe("a return is refused", () => {
  test("that is forged, and the attempt lives on", async ({ page }) => {
    const instance = await waitingInstance(page);
    const address = await returnAddress(page, instance);
    const [attempt, nonce = ""] = (address.searchParams.get("state") ?? "").split(".");
    const forged = `${attempt}.${nonce.slice(0, -1)}${nonce.endsWith("A") ? "B" : "A"}`;
    for (const state of [forged, `${attempt}.`, `.${nonce}`, "made-up", ""]) {
      const answer = await page.goto(`/connect/done?${new URLSearchParams({ state })}`);
      expect(answer?.status(), state).toBe(404);
      await expect(page.getByRole("alert")).toContainText(NOT_OURS);
    }
    expect((await page.goto("/connect/done"))?.status()).toBe(422);
    await page.goto(address.href);
    await expect(page.getByRole("heading", { name: "Not connected yet" })).toBeVisible();
  });

  test("that is replayed", async ({ page }) => {
    const instance = await waitingInstance(page);
    const returns: string[] = [];
    page.context().on("request", (request) => {
      if (request.url().includes("/connect/done")) returns.push(request.url());
    });
    await connectByWindow(page, "GitHub");
    expect(returns).toHaveLength(1);
    const answer = await page.goto(returns[0] ?? "");
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("alert")).toContainText(NOT_OURS);
    await page.goto(`/instances/new?instance=${instance}`);
    await expect(createPage(page).status("Connected")).toBeVisible();
  });

  test("in a browser in which nobody is signed in, and stays good where somebody is", async ({
    page,
    browser,
    app,
  }) => {
    const address = await returnAddress(page, await waitingInstance(page));
    const stranger = await browser.newContext({ storageState: NOBODY, baseURL: app.origin });
    const strange = await stranger.newPage();
    const answer = await strange.goto(address.href);
    expect(answer?.status()).toBeGreaterThanOrEqual(400);
    await expect(strange.getByRole("alert")).toBeVisible();
    await stranger.close();
    expect((await page.goto(address.href))?.status()).toBe(200);
  });

  test("of an attempt that gave way to a newer one", async ({ page }) => {
    const instance = await waitingInstance(page);
    const older = await returnAddress(page, instance);
    const newer = await returnAddress(page, instance);
    expect((await page.goto(older.href))?.status()).toBe(404);
    expect((await page.goto(newer.href))?.status()).toBe(200);
  });
});

test.describe("connecting does not begin", () => {
  test("from another site", async ({ page, app }) => {
    const instance = await waitingInstance(page);
    const address = `${app.origin}/connect/start?instance=${instance}`;
    const begun: string[] = [];
    page.context().on("request", (request) => {
      if (request.url().includes("/engine/oauth/")) begun.push(request.url());
    });
    await page.route("http://foreign.example/**", (route) =>
      route.fulfill({ contentType: "text/html", body: `<a href="${address}" target="_blank">A prize</a>` }),
    );
    await page.goto("http://foreign.example/");
    const window = await openWindow(page, page.getByRole("link", { name: "A prize" }));
    await expect(window.getByRole("alert")).toContainText("Connecting starts from");
    expect(begun).toEqual([]);
  });

  test("without an instance, or with one that does not exist", async ({ page }) => {
    for (const [query, status] of [
      ["", 422],
      ["instance=nonsense", 422],
      [`instance=${crypto.randomUUID()}`, 404],
    ] as const) {
      const answer = await page.request.get(`/connect/start?${query}`, { headers: FROM_OUR_PAGE });
      expect(answer.status(), query).toBe(status);
      expect(await answer.text()).toContain('role="alert"');
    }
  });

  test("for a service that has no sign-in window", async ({ page }) => {
    const on = createPage(page);
    await on.open();
    const url = new URL(await on.create("Hacker News", somebody()));
    await expect(on.status("No sign-in needed")).toBeVisible();
    await expect(on.connect("Hacker News")).toHaveCount(0);
    const instance = url.searchParams.get("instance");
    const answer = await page.request.get(`/connect/start?instance=${instance}`, { headers: FROM_OUR_PAGE });
    expect(answer.status()).toBe(409);
    expect(await answer.text()).toContain("has no sign-in window");
  });
});

test("Deny is told, and can be followed by Allow", async ({ page }) => {
  const on = createPage(page);
  await waitingInstance(page);
  const window = await openWindow(page, on.connect("GitHub"));
  await consentPage(window, "GitHub").deny.click();
  await expect(window.getByRole("heading", { name: /^Not connected/ })).toBeVisible();
  const told = page.getByRole("alert").filter({ hasText: "Not connected" });
  await expect(told).toContainText("Access was denied.");
  await expect(told).toContainText("Press Connect to try again");
  await expect(on.status("Waiting for authorization")).toBeVisible();
  expect(window.isClosed(), "the window stays open, with words").toBe(false);
  await window.close();

  await connectByWindow(page, "GitHub");
  await expect(on.status("Connected")).toBeVisible();
  await expect(told).toHaveCount(0);
});

test("a window that the person closed is waited for, reopened and cancelled", async ({ page }) => {
  const on = createPage(page);
  await waitingInstance(page);
  const reopen = page.getByRole("button", { name: "Reopen window" });
  const first = await openWindow(page, on.connect("GitHub"));
  await expect(consentPage(first, "GitHub").heading).toBeVisible();
  await expect(on.outcome.getByText(WAITING)).toBeVisible();
  await first.close();
  await expect(on.outcome.getByText("Still waiting.")).toBeVisible();

  const second = await openWindow(page, reopen);
  await expect(consentPage(second, "GitHub").heading).toBeVisible();
  await expect(on.outcome.getByText(WAITING)).toBeVisible();
  const closed = second.waitForEvent("close");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await closed;
  await expect(on.connect("GitHub")).toBeVisible();
  await expect(on.status("Waiting for authorization")).toBeVisible();

  await connectByWindow(page, "GitHub");
  await expect(on.status("Connected")).toBeVisible();
});

test.describe("a provider that", () => {
  /** Opens the window of a new instance, with the provider's other endings in sight. */
  async function openEndings(page: Page) {
    await waitingInstance(page);
    const window = await openWindow(page, createPage(page).connect("GitHub"));
    const consent = consentPage(window, "GitHub");
    await consent.showEndings();
    return { window, consent };
  }
  /** Lets the page hear a few times how it stands, before anything is held to have stayed as it was. */
  async function severalLooks(page: Page) {
    for (let look = 0; look < 3; look++) await page.waitForResponse(/\/api\/instances\/[^/]+\/connection$/);
  }

  test("cuts its window off is waited for, and the connection arrives", async ({ page }) => {
    const on = createPage(page);
    const { window, consent } = await openEndings(page);
    await consent.cutOff.click();
    await consent.showEndings();
    await expect(consent.isCutOff).toBeVisible();
    await expect(on.outcome.getByText("Still waiting.")).toBeVisible();
    await severalLooks(page);
    await expect(on.outcome.getByText("Still waiting.")).toBeVisible();
    await expect(on.outcome.getByRole("alert")).toHaveCount(0);
    await consent.allow.click();
    await expect(on.status("Connected")).toBeVisible();
    await expect(on.outcome.getByText("Still waiting.")).toHaveCount(0);
    await window.close();
  });

  test("comes back with nonsense ends nothing: the same window may still connect", async ({ page }) => {
    const on = createPage(page);
    const { window, consent } = await openEndings(page);
    await consent.ending("Come back with nonsense").click();
    await expect(consent.heading).toHaveCount(0);
    await severalLooks(page);
    await expect(on.outcome.getByText(WAITING)).toBeVisible();
    await expect(on.status("Waiting for authorization")).toBeVisible();
    await window.goBack();
    const closed = window.waitForEvent("close");
    await consent.allow.click();
    await closed;
    await expect(on.status("Connected")).toBeVisible();
  });

  test("never comes back is waited for until somebody cancels", async ({ page }) => {
    const on = createPage(page);
    const { window, consent } = await openEndings(page);
    await consent.ending("Never come back").click();
    await expect(window.getByRole("heading", { name: "Nothing more happens here" })).toBeVisible();
    await severalLooks(page);
    await expect(on.outcome.getByText(WAITING)).toBeVisible();
    await window.close();
    await expect(on.outcome.getByText("Still waiting.")).toBeVisible();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await expect(on.connect("GitHub")).toBeVisible();
    await expect(on.outcome.getByText("Still waiting.")).toHaveCount(0);
    await expect(on.status("Waiting for authorization")).toBeVisible();
  });

  test("comes back twice connects once, and the second return harms nothing", async ({ page, context }) => {
    const on = createPage(page);
    const { window, consent } = await openEndings(page);
    await consent.ending("Come back twice").click();
    const inTab = window.getByRole("link", { name: "Come back in a new tab" });
    const again = (await inTab.getAttribute("href")) ?? "";
    const closed = window.waitForEvent("close");
    await window.getByRole("link", { name: "Come back in this window" }).click();
    await closed;
    await expect(on.status("Connected")).toBeVisible();
    const second = await context.newPage();
    expect((await second.goto(again))?.status()).toBeGreaterThanOrEqual(400);
    await second.close();
    await page.reload();
    await expect(on.status("Connected")).toBeVisible();
    await expect(on.outcome.getByRole("alert")).toHaveCount(0);
  });

  test("is slow is waited for", async ({ page }) => {
    const on = createPage(page);
    const { window, consent } = await openEndings(page);
    const closed = window.waitForEvent("close");
    const sent = window.waitForRequest((request) => request.method() === "POST");
    // Without waiting for the answer, which is what comes late.
    await consent.ending("Come back after a while").click({ noWaitAfter: true });
    await sent;
    await expect(on.outcome.getByText(WAITING)).toBeVisible();
    await expect(on.status("Waiting for authorization")).toBeVisible();
    await closed;
    await expect(on.status("Connected")).toBeVisible();
  });
});

test("a window that ends is asked after once, though its word arrives by two ways", async ({ page }) => {
  await waitingInstance(page);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/connection")) asked.push(request.url());
  });
  // What the first window would have caused beyond its one request is counted by the time of the last's answer.
  for (let ended = 0; ended < 3; ended++) {
    const answered = page.waitForResponse(/\/connection$/);
    const opening = page.waitForEvent("popup");
    // Under a name of its own: the one before may still be closing, and would be opened again.
    const name = `window-${ended}`;
    await page.evaluate((of) => void window.open("/connect/done?state=made-up", of, "popup"), name);
    const opened = await opening;
    await expect(opened.getByRole("alert")).toContainText(NOT_OURS);
    await answered;
    await opened.close();
  }
  expect(asked).toHaveLength(3);
});

test("an attempt is told as expired when its time is over, though the server cannot be reached", async ({
  page,
}) => {
  await page.clock.install();
  const on = createPage(page);
  await waitingInstance(page);
  const window = await openWindow(page, on.connect("GitHub"));
  await expect(on.outcome.getByText(WAITING)).toBeVisible();
  await page.route("**/api/instances/*/connection", (route) => route.abort());
  await page.clock.fastForward(ATTEMPT_LIFETIME);
  await expect(on.outcome.getByRole("alert")).toContainText("The attempt has expired");
  await expect(on.outcome.getByRole("alert")).toContainText("Press Connect to try again.");
  await expect(on.outcome.getByText(WAITING)).toHaveCount(0);
  await window.close();
});

test("an attempt and a link whose time is over are told to be", async ({ browser, start, meet }) => {
  const app = await start({ env: administratorEnv() });
  const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
  const page = await context.newPage();
  const instances = await recordFor(page, app.origin, ["GitHub"]);
  const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person: named() });
  const theirs = await meet();
  await confirmOn(theirs, url);
  const on = createPage(page);
  await page.goto(`/instances/new?instance=${instances[0]?.id}`);
  const window = await openWindow(page, on.connect("GitHub"));
  await expect(on.outcome.getByText(WAITING)).toBeVisible();

  await app.stop();
  const database = new PGlite(path.join(app.dataDir, "database"), { extensions: { pg_trgm } });
  for (const table of ["connect_attempt", "connect_link"])
    await database.query(`update ${table} set expires_at = now()`);
  await database.close();
  await app.startAgain();

  const told = on.outcome.getByRole("alert");
  await expect(told).toContainText("The attempt has expired");
  await expect(told).toContainText("Nobody finished connecting within ten minutes.");
  await consentPage(window, "GitHub").deny.click();
  await expect(window.getByRole("alert"), "the way back comes late").toContainText(NOT_OURS);
  await theirs.reload();
  await expect(personPage(theirs).gone).toBeVisible();
  await context.close();
});

test("an account that the upstream has lost is connected again, on the same instance", async ({
  page,
  app,
}) => {
  const [instance] = await recordFor(page, app.origin, ["GitHub"]);
  const address = `/api/instances/${instance?.id}/connection`;
  await page.goto(`/instances/${instance?.id}`);
  await connectByWindow(page, "GitHub");
  const status = (label: string) => page.locator("main header").getByText(label, { exact: true });
  await expect(status("Connected")).toBeVisible();

  const key = (await readFile(path.join(app.dataDir, "engine-api-key"), "utf8")).trim();
  const lost = await page.request.delete(`/engine/mcp-server/instance/${instance?.instanceId}/auth`, {
    headers: { authorization: `Bearer ${key}` },
  });
  expect(lost.status()).toBe(200);
  // An answer of a moment ago is not asked for again, so that the first press may still tell that one.
  await expect(async () => {
    await page.getByRole("button", { name: "Refresh state" }).click();
    await expect(status("Needs re-authorization")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const reconnect = page.getByRole("button", { name: "Reconnect GitHub", exact: true });
  const window = await openWindow(page, reconnect);
  const closed = window.waitForEvent("close");
  await consentPage(window, "GitHub").allow.click();
  await closed;
  await expect(status("Connected")).toBeVisible();
  expect((await (await page.request.get(address)).json()).instance).toMatchObject({
    id: instance?.id,
    instanceId: instance?.instanceId,
    status: "connected",
  });
});

test("the window closes itself, however lately the upstream was asked", async ({ page }) => {
  const on = createPage(page);
  const instance = await waitingInstance(page);
  const window = await openWindow(page, on.connect("GitHub"));
  const { heading, allow } = consentPage(window, "GitHub");
  await expect(heading).toBeVisible();
  const closed = window.waitForEvent("close", { timeout: 10_000 });
  await page.request.get(`/api/instances/${instance}/connection`);
  await allow.click();
  await closed;
  await expect(on.status("Connected")).toBeVisible();
});

test("another tab follows, and so does the list", async ({ page, context }) => {
  const instance = await waitingInstance(page);
  const other = await context.newPage();
  await other.goto(`/instances/new?instance=${instance}`);
  const there = createPage(other);
  await expect(there.status("Waiting for authorization")).toBeVisible();
  await connectByWindow(page, "GitHub");
  await expect(there.status("Connected")).toBeVisible();
  await expect(createPage(page).latest.getByRole("listitem").first()).toContainText("Connected");
});

test.describe("in the list", () => {
  /** An instance that only the list shows, and the line of it. */
  async function listed(page: Page, origin: string, server: ServerName) {
    const [instance] = await recordFor(page, origin, [server]);
    const on = createPage(page);
    await on.open();
    return { instance, line: on.listed(server, instance?.userId ?? "") };
  }

  test("connecting is told in the same words, with the reason where nothing came of it", async ({
    page,
    app,
  }) => {
    const { line } = await listed(page, app.origin, "GitHub");
    const first = await openWindow(page, line.getByRole("button", { name: /^Connect GitHub of/ }));
    await expect(consentPage(first, "GitHub").heading).toBeVisible();
    await expect(line.getByText(WAITING)).toBeVisible();
    await first.close();
    await expect(line.getByText("Still waiting.")).toBeVisible();
    const second = await openWindow(page, line.getByRole("button", { name: /^Reopen GitHub of/ }));
    await consentPage(second, "GitHub").deny.click();
    await expect(line.getByText("Access was denied.")).toBeVisible();
    await expect(line.getByText("Waiting for authorization", { exact: true })).toBeVisible();
    await second.close();

    const third = await openWindow(page, line.getByRole("button", { name: /^Connect GitHub of/ }));
    await consentPage(third, "GitHub").allow.click();
    await expect(line.getByText("Connected", { exact: true })).toBeVisible();
    await expect(line.getByText("Access was denied.")).toHaveCount(0);
  });

  for (const server of ["Brave Search", "Zendesk"] as const) {
    test(`${server}, which asks for more than a window, is connected on its page`, async ({ page, app }) => {
      const { instance, line } = await listed(page, app.origin, server);
      await line.getByRole("link", { name: new RegExp(`^Connect on its page ${server} of`) }).click();
      await expect(page).toHaveURL(`/instances/${instance?.id}`);
      await expect(createPage(page).connect(server)).toBeVisible();
    });
  }
});

test("a service that needs more than consent asks for it first", async ({ page }) => {
  const on = createPage(page);
  await waitingInstance(page, "Zendesk");
  const subdomain = page.getByRole("textbox", { name: "Zendesk subdomain" });
  await on.connect("Zendesk").click();
  await expect(subdomain).toHaveAccessibleDescription(/Enter the subdomain\./);
  await expect(subdomain).toBeFocused();
  await subdomain.fill("acme.zendesk.com");
  await on.connect("Zendesk").click();
  await expect(subdomain).toHaveAccessibleDescription(/Enter the part before the first dot\./);
  await expect(subdomain).toHaveValue("acme.zendesk.com");
  expect(page.context().pages()).toHaveLength(1);
  await subdomain.fill("acme");
  await connectByWindow(page, "Zendesk");
  await expect(on.status("Connected")).toBeVisible();
});

test.describe("where windows are blocked", () => {
  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      window.open = () => null;
    }),
  );

  test("connecting goes on in the same tab, and comes back connected", async ({ page }) => {
    const on = createPage(page);
    const instance = await waitingInstance(page);
    await on.connect("GitHub").click();
    await expect(page.getByText("Your browser did not open the window")).toBeVisible();
    await page.getByRole("link", { name: "Continue in this tab" }).click();
    await consentPage(page, "GitHub").allow.click();
    await expect(page).toHaveURL(`/instances/new?instance=${instance}`);
    await expect(on.status("Connected")).toBeVisible();
  });

  test("the link can be copied into another tab, and the first one follows", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const on = createPage(page);
    await waitingInstance(page);
    await on.connect("GitHub").click();
    await page.getByRole("button", { name: "Copy the sign-in link" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("/connect/start?");
    const other = await context.newPage();
    await other.goto(await page.evaluate(() => navigator.clipboard.readText()));
    await consentPage(other, "GitHub").allow.click();
    await expect(createPage(other).status("Connected")).toBeVisible();
    await expect(on.status("Connected")).toBeVisible();
  });
});

test.describe("on a touch device", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test("connecting stays in the same tab from the start", async ({ page, context }) => {
    const on = createPage(page);
    const instance = await waitingInstance(page);
    await on.connect("GitHub").tap();
    await consentPage(page, "GitHub").allow.tap();
    await expect(page).toHaveURL(`/instances/new?instance=${instance}`);
    await expect(on.status("Connected")).toBeVisible();
    expect(context.pages()).toHaveLength(1);
  });

  test("a return that was taken before leads to the console, and never back to the provider", async ({
    page,
  }) => {
    const on = createPage(page);
    await waitingInstance(page);
    await on.connect("GitHub").tap();
    const returning = page.waitForRequest(/\/connect\/done\?/);
    await consentPage(page, "GitHub").allow.tap();
    const address = (await returning).url();
    await expect(on.status("Connected")).toBeVisible();
    for (const way of [
      page.getByRole("link", { name: "Go to the console" }),
      page.getByRole("button", { name: "Close this window" }),
    ]) {
      await page.goto(address);
      await expect(page.getByRole("alert")).toContainText(NOT_OURS);
      await way.tap();
      await expect(page).toHaveURL("/");
    }
  });

  test("what came of the press comes into view", async ({ page }) => {
    const on = createPage(page);
    await on.open();
    await on.choose("slack", "Slack");
    await on.user.fill(somebody());
    await on.submit.tap();
    await expect(on.connect("Slack")).toBeInViewport();
  });

  test("Deny comes back too, and says so", async ({ page }) => {
    const on = createPage(page);
    await waitingInstance(page);
    await on.connect("GitHub").tap();
    await consentPage(page, "GitHub").deny.tap();
    await expect(page.getByRole("alert").filter({ hasText: "Not connected" })).toContainText(
      "Access was denied.",
    );
  });
});
