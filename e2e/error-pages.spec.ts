import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { expectAccessibleEverywhere } from "./axe";
import type { Console } from "./console";
import { ids, makeLink, named, personPage, recordFor } from "./link-pages";
import { administratorEnv, expect, signIn, test } from "./test";

/** Changes the database of a console, which is stopped meanwhile. */
async function change(app: Console, statements: string): Promise<void> {
  await app.stop();
  const database = new PGlite(path.join(app.dataDir, "database"), { extensions: { pg_trgm } });
  await database.exec(statements);
  await database.close();
  await app.startAgain();
}

test("a page that cannot be made says so, and is made once what was broken is mended", async ({
  browser,
  start,
}) => {
  const app = await start({ env: administratorEnv() });
  const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
  const [page, person] = [await context.newPage(), await context.newPage()];
  const made = await recordFor(page, app.origin, ["GitHub"]);
  const name = named();
  const { url } = await makeLink(page, app.origin, { instanceIds: ids(made), person: name });
  const begun = await page.request.post("/api/jobs", {
    headers: { origin: app.origin },
    data: { action: "refresh", instanceIds: ids(made) },
  });
  const { job } = await begun.json();
  const failed = page.getByRole("heading", { name: "This page could not be shown" });
  const retry = page.getByRole("button", { name: "Try again" });

  await change(app, "alter table job rename to job_away; alter table connect_link rename to link_away");
  await test.step("within the console", async () => {
    await page.goto(`/jobs/${job.id}`);
    await expect(failed).toBeVisible();
    await expect(page.getByText("Nothing was changed by opening the page")).toBeVisible();
    const id = await page
      .getByText(/^Error id/)
      .locator("code")
      .textContent();
    expect(id).toMatch(/^\w+$/);
    expect(app.log()).toContain(id);
    expect(await page.content()).not.toMatch(/does not exist|failed query|from "job"/i);
    await expect(page.getByRole("navigation").getByRole("link", { name: "Instances" })).toBeVisible();
    await expectAccessibleEverywhere(page);
  });
  await test.step("and for the person of a link", async () => {
    await person.goto(url);
    await expect(person.getByRole("heading", { name: "This page could not be shown" })).toBeVisible();
    await expect(person.getByText("The fault is not yours")).toBeVisible();
    await expectAccessibleEverywhere(person);
  });

  await change(app, "alter table job_away rename to job; alter table link_away rename to connect_link");
  await retry.click();
  await expect(page.getByRole("heading", { name: "Refresh state", level: 1 })).toBeVisible();
  await person.getByRole("button", { name: "Try again" }).click();
  await expect(personPage(person).question(name)).toBeVisible();
  await context.close();
});
