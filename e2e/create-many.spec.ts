import { readFile } from "node:fs/promises";
import { expectAccessibleEverywhere } from "./axe";
import { somebody } from "./create-page";
import { expect, test } from "./test";

test("a bundle is made, and given to two users in one act that ends in their URLs and links", async ({
  page,
}) => {
  const name = `Support ${somebody()}`;
  const [ana, bo] = [somebody(), somebody()];

  await page.goto("/bundles");
  await page.getByRole("button", { name: "Create a bundle" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create bundle" }).click();
  await expect(dialog.getByText("Choose at least one server.")).toBeVisible();
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("checkbox", { name: "Slack" }).check();
  await dialog.getByLabel("Search servers").fill("zen");
  await dialog.getByRole("checkbox", { name: "Zendesk" }).check();
  await dialog.getByRole("switch", { name: "Read-only" }).check();
  await expectAccessibleEverywhere(page);
  await dialog.getByRole("button", { name: "Create bundle" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("Slack and Zendesk");

  await page.getByRole("link", { name: `Give ${name} to users` }).click();
  await expect(page.getByRole("heading", { name: "Create several", level: 1 })).toBeVisible();
  await page.getByLabel("Users", { exact: true }).fill(`${ana}, ${bo}\n${ana}`);
  await expect(page.getByText("Creates 4 instances: 2 servers for 2 users, read-only.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Create 4 instances" }).click();

  await expect(page.getByText("Finished: 4 of 4 done.").first()).toBeVisible();
  await expectAccessibleEverywhere(page);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download URLs as CSV" }).click();
  const file = await readFile((await (await downloading).path()) ?? "", "utf8");
  expect(file.trim().split("\r\n")).toHaveLength(5);
  expect(file).toContain(ana);
  expect(file).toMatch(/"https?:\/\/[^"]+\/engine\/mcp\/[^"]+"/);
  await page.getByRole("button", { name: "Create a connect link for each user" }).click();
  await page.getByRole("button", { name: "Create links" }).click();
  await expect(page.getByRole("dialog").getByText(bo, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();

  await test.step("and what is there already is shown before it is asked for again", async () => {
    await page.goto("/instances/new/many");
    await page.getByLabel("Users", { exact: true }).fill(ana);
    await page.getByRole("checkbox", { name: "Slack" }).check();
    await page.getByRole("checkbox", { name: "GitHub" }).check();
    await expect(page.getByText("Creates 1 instance: 2 servers for 1 user, read and write.")).toBeVisible();
    await expect(page.getByText("Slack: already there, read-only")).toBeVisible();
  });
  await test.step("and who looks like somebody who is there is told before a second one is made", async () => {
    await page.getByRole("textbox", { name: /^Users/ }).fill(ana.toUpperCase());
    await expect(page.getByText(`${ana.toUpperCase()} looks like ${ana}`)).toBeVisible();
  });
});

test("a pasted list of names chooses the servers that it knows, and tells of the others", async ({
  page,
}) => {
  await page.goto("/instances/new/many");
  const search = page.getByLabel("Search servers");
  await search.evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", "gcal\nslack; Nothing Such");
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole("checkbox", { name: "Google Calendar" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Slack" })).toBeChecked();
  await expect(page.getByText("No server is called Nothing Such.")).toBeVisible();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText("Name at least one user.")).toBeVisible();
});
