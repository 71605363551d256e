import type { Instance } from "@/lib/contracts/instance";
import { activityPath, instancePath } from "@/lib/paths";
import { expectAccessibleEverywhere } from "./axe";
import { somebody } from "./create-page";
import { recordFor } from "./link-pages";
import { expect, test } from "./test";

test("what was done is found by who, what and which record, and each event leads to it", async ({
  page,
  app,
}) => {
  const [github] = (await recordFor(page, app.origin, ["GitHub"])) as [Instance];
  await page.request.post(`${app.origin}/api/instances/${github.id}/reveal`, {
    headers: { origin: app.origin },
  });
  await page.goto(activityPath({ subject: github.id }));
  const events = page
    .getByRole("region", { name: "Activity" })
    .or(page.getByRole("main"))
    .getByRole("listitem");
  await expect(events.filter({ hasText: "looked at or copied the server URL" })).toHaveCount(1);
  await expect(events.filter({ hasText: "created it" })).toHaveCount(1);
  await expectAccessibleEverywhere(page);
  await page.getByRole("searchbox", { name: "Search the activity" }).fill("nothing such as this");
  await expect(page).toHaveURL(/q=nothing/);
  await expect(events.filter({ hasText: "created it" })).toHaveCount(0);

  await page.goto(activityPath({ subject: github.id }));
  await events
    .filter({ hasText: "created it" })
    .getByRole("link", { name: `GitHub of ${github.userId}` })
    .first()
    .click();
  await expect(page).toHaveURL(instancePath(github.id));
});

test("a job shows in the shell while it runs, says when it ends, and is found in the list afterwards", async ({
  page,
  app,
}) => {
  const instances = await recordFor(page, app.origin, ["GitHub", "Slack", "Linear"]);
  await page.goto("/users");
  // Nothing hurries it here, so that it is seen to run.
  const begun = await page.request.post(`${app.origin}/api/jobs`, {
    headers: { origin: app.origin },
    data: { action: "refresh", instanceIds: instances.map(({ id }) => id) },
  });
  const { job } = await begun.json();
  await page.goto("/jobs");
  const row = page.getByRole("region", { name: "Jobs" }).getByRole("listitem").first();
  await expect(row).toContainText(/Refresh(ing)? the state of 3 instances/);
  await expect(row).toContainText("3 of 3 done");
  await expectAccessibleEverywhere(page);
  // The page that was just come to may take the choice back until its script is there.
  await expect(() => page.getByRole("radio", { name: "Finished" }).check({ timeout: 1000 })).toPass();
  await expect(page).toHaveURL(/state=finished/);
  await row.getByRole("link").first().click();
  await expect(page).toHaveURL(new RegExp(job.id));
  await expect(page.getByRole("region", { name: "Receipt", exact: true })).toBeVisible();
});

test("the shell tells of a job that runs, wherever one is", async ({ page }) => {
  const job = {
    id: crypto.randomUUID(),
    action: "refresh",
    userId: null,
    state: "running",
    total: 10,
    done: 4,
    failed: 0,
    createdBy: somebody(),
    createdAt: new Date().toISOString(),
    finishedAt: null,
  };
  await page.route("**/api/jobs?state=running*", (route) =>
    route.fulfill({ json: { jobs: [job], next: null } }),
  );
  await page.goto("/users");
  await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  const told = page.getByRole("link", { name: "Refreshing the state of 10 instances: 4 of 10" });
  await expect(told).toBeVisible({ timeout: 40_000 });
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Bundles" }).click();
  await expect(told).toBeVisible();
});
