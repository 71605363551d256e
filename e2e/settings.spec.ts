import { Buffer } from "node:buffer";
import type { Page } from "@playwright/test";
import { expectAccessibleEverywhere } from "./axe";
import { ids, linksPage, makeLink, named, personPage, recordFor } from "./link-pages";
import { administratorEnv, expect, signIn, test } from "./test";

/** One red pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==",
  "base64",
);
const png = (buffer: Buffer) => ({ name: "logo.png", mimeType: "image/png", buffer });

function settingsPage(page: Page) {
  return {
    name: page.getByRole("textbox", { name: "Name" }),
    file: page.getByLabel(/^Choose (an|another) image$/),
    remove: page.getByRole("button", { name: "Remove logo" }),
    save: page.getByRole("button", { name: "Save" }),
    saved: page.getByText("Connect links show it from now on."),
    preview: page.getByRole("region", { name: "As people see it" }),
    async open() {
      await page.goto("/settings");
      await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    },
  };
}

test("the signed-out change nothing", async ({ meet, app }) => {
  const stranger = await meet();
  const headers = { origin: app.origin };
  const answer = await stranger.request.put("/api/organisation", { headers, data: { name: "Eve" } });
  expect(answer.status()).toBe(401);
  await stranger.goto("/settings");
  await expect(stranger).toHaveURL(/\/sign-in\?next=%2Fsettings$/);
});

// With a console of its own: the name stands on every link of the one that others share.
test("the name and the logo are checked, previewed, and stand on the page of a link", async ({
  browser,
  start,
}) => {
  const app = await start({ env: administratorEnv() });
  const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
  const page = await context.newPage();
  const on = settingsPage(page);
  await on.open();
  await expectAccessibleEverywhere(page);

  await test.step("what cannot be a name or a logo is refused", async () => {
    await on.name.fill(" ");
    await on.save.click();
    await expect(page.getByText("Enter the organisation's name.")).toBeVisible();
    await on.file.setInputFiles({
      name: "logo.svg",
      mimeType: "image/svg+xml",
      buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
    });
    await expect(page.getByText("Choose a PNG, JPEG or WebP image.")).toBeVisible();
    await on.file.setInputFiles(png(Buffer.concat([PNG, Buffer.alloc(32 * 1024)])));
    await expect(page.getByText("Choose an image of at most 32 KiB.")).toBeVisible();
    await expectAccessibleEverywhere(page);
    await expect(on.preview.locator("img")).toHaveCount(0);

    await on.name.fill("Acme");
    await on.file.setInputFiles(png(Buffer.from("no image at all")));
    await on.save.click();
    await expect(page.getByText("Use a PNG, JPEG or WebP of at most 32 KiB.")).toBeVisible();
    await expect(page.getByRole("alert").filter({ hasText: "It was not saved" })).toBeVisible();
  });

  await test.step("they are shown before they are saved, and stay", async () => {
    await on.name.fill("Acme <b>Works</b>");
    await on.file.setInputFiles(png(PNG));
    await expect(on.preview).toContainText("Acme <b>Works</b> asks you to connect these accounts");
    await expect(on.preview.locator("img")).toHaveAttribute("src", /^data:image\/png;base64,/);
    await on.save.click();
    await expect(on.saved).toBeVisible();
    await on.open();
    await expect(on.name).toHaveValue("Acme <b>Works</b>");
    await expect(on.preview.locator("img")).toHaveAttribute("src", /^\/api\/organisation\/logo\?v=\d+$/);
    await expectAccessibleEverywhere(page);
  });

  const { url } = await makeLink(page, app.origin, {
    instanceIds: ids(await recordFor(page, app.origin, ["GitHub"])),
    person: named(),
  });
  const theirs = await (await browser.newContext()).newPage();
  await test.step("the person of a link sees them", async () => {
    await theirs.goto(url);
    await expect(theirs.getByText("Acme <b>Works</b> asks you to connect this account")).toBeVisible();
    const logo = theirs.locator("main img");
    expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    await expectAccessibleEverywhere(theirs);
    const served = await theirs.request.get(new URL((await logo.getAttribute("src")) ?? "", url).href);
    expect(served.headers()).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
    });
  });

  await test.step("the logo can be taken away again", async () => {
    await on.remove.click();
    await on.save.click();
    await expect(on.saved.last()).toBeVisible();
    await theirs.reload();
    await expect(personPage(theirs).heading).toBeVisible();
    await expect(theirs.locator("main img")).toHaveCount(0);
    await linksPage(page).open();
  });
  await context.close();
});
