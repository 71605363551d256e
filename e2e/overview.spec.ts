import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import type { Locator } from "@playwright/test";
import { expectAccessibleEverywhere } from "./axe";
import { somebody } from "./create-page";
import { administratorEnv, expect, NOBODY, signIn, test } from "./test";

test.describe("signed out", () => {
  test.use({ storageState: NOBODY });

  test("the overview asks who one is, and leads back to itself", async ({ page }) => {
    await page.goto("/");
    await expect(page).toHaveURL(/\/sign-in\?next=%2F$/);
    expect((await page.request.get("/api/overview")).status()).toBe(401);
  });
});

test("a fresh console says where to start, and a year's says what needs somebody", async ({
  browser,
  start,
}) => {
  const app = await start({ env: administratorEnv() });
  const context = await browser.newContext({
    storageState: await signIn(app.origin),
    reducedMotion: "reduce",
  });
  const page = await context.newPage();

  await test.step("nothing yet", async () => {
    await page.goto(app.origin);
    await expect(page.getByRole("heading", { name: "Start here" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Needs attention" })).toHaveCount(0);
    await expectAccessibleEverywhere(page);
    await page.getByRole("main").getByRole("link", { name: "Create a server URL" }).click();
    await expect(page).toHaveURL(`${app.origin}/instances/new`);
  });

  const user = somebody();
  for (const serverName of ["GitHub", "Slack", "Hacker News"]) {
    const answer = await page.request.post(`${app.origin}/api/instances`, {
      headers: { origin: app.origin },
      data: { serverName, userId: user },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  await test.step("nothing that needs anybody", async () => {
    await page.goto(app.origin);
    await expect(page.getByText("Nothing: no account waits for longer than a day")).toBeVisible();
  });

  await app.stop();
  const database = new PGlite(path.join(app.dataDir, "database"), { extensions: { pg_trgm } });
  await database.exec(`
    update instance set created_at = now() - interval '2 days' where server_name = 'GitHub';
    update instance set missing_since = now() where server_name = 'Hacker News';
    update instance set status = 'needs-reauthorization', created_at = now() - interval '3 days',
      connected_at = now() - interval '3 days' + interval '90 seconds' where server_name = 'Slack';
    -- Nobody looks again meanwhile, and finds that all is well.
    update instance set status_checked_at = now();
    insert into engine_usage (instance_id, tool, day, step, calls, errors, last_used_at)
      select upstream_instance_id::uuid, 'slack_post_message', (now() at time zone 'utc')::date, 100, 40, 1, now()
      from instance where server_name = 'Slack';
    insert into upstream_hour (upstream, hour, calls, failures, total_time, slowest)
      values ('embedded', date_trunc('hour', now()), 4000, 3000, 4000, 1)
      on conflict (upstream, hour) do update set calls = 4000, failures = 3000;
  `);
  await database.close();
  await app.startAgain();

  await test.step("an upstream that fails comes before all else, and nothing is called calm", async () => {
    await page.goto(app.origin);
    const told = page.getByRole("main").getByRole("alert").first();
    await expect(told).toContainText("Embedded engine is failing");
    await expect(told).toContainText(/3,0\d\d of 4,0\d\d calls failed/);
    const top = async (locator: Locator) => (await locator.boundingBox())?.y ?? Number.NaN;
    expect(await top(told)).toBeLessThan(await top(page.getByRole("heading", { name: "Needs attention" })));
    await expect(page.getByText("Nothing: no account waits")).toHaveCount(0);
  });

  await test.step("what needs somebody is named, and leads to where it is put right", async () => {
    await page.goto(app.origin);
    const waiting = page.getByRole("region", { name: "Waiting for longer than a day" });
    await expect(waiting.getByRole("link", { name: `GitHub ${user}` })).toBeVisible();
    const expired = page.getByRole("region", { name: "Need re-authorization" });
    await expect(expired.getByRole("link", { name: `Slack ${user}` })).toBeVisible();
    const gone = page.getByRole("region", { name: "Gone at their upstream" });
    await expect(gone.getByRole("link", { name: `Hacker News ${user}` })).toBeVisible();
    await expect(page.getByText("1.5 min", { exact: true })).toBeVisible();
    await expectAccessibleEverywhere(page);
    await waiting.getByRole("link", { name: "Show all that wait, the oldest first" }).click();
    await expect(page).toHaveURL(/\/instances\?status=waiting/);
    await page.goBack();
    await gone.getByRole("link", { name: "Show all in the list" }).click();
    await expect(page).toHaveURL(/\/instances\?presence=gone/);
    await expect(page.getByRole("button", { name: "Upstream record Gone at the upstream" })).toBeVisible();
    await expect(page.getByText("1 match", { exact: true })).toBeVisible();
  });

  await test.step("what agents called is told, and leads to the instance", async () => {
    await page.goto(app.origin);
    const calls = page.getByRole("region", { name: "Calls by agents" });
    await expect(calls).toContainText("40 calls in the last 7 days");
    const busiest = calls.getByRole("listitem").filter({ hasText: "40 calls, 1 error, 95% within 100 ms" });
    await busiest.getByRole("link", { name: `Slack ${user}` }).click();
    await expect(page).toHaveURL(/\/instances\/[\da-f-]+$/);
  });

  await test.step("each chart has its figures as a table", async () => {
    await page.goto(app.origin);
    const states = page.getByRole("table", { name: "By state" });
    await expect(states.getByRole("row", { name: /Waiting for authorization/ })).toContainText("1");
    const created = page.getByRole("figure", { name: /Created per day/ });
    await created.getByText("Show as table").click();
    const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
    const row = created.getByRole("row", { name: day.format(Date.now() - 3 * 86_400_000) });
    await expect(row.getByRole("cell")).toHaveText("1");
    await expectAccessibleEverywhere(page);
    await states.getByRole("link", { name: /Waiting for authorization/ }).click();
    await expect(page).toHaveURL(/\/instances\?status=waiting$/);
  });
  await context.close();
});
