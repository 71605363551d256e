import type { Page } from "@playwright/test";
import { expectAccessibleEverywhere } from "./axe";
import { administratorEnv, expect, NOBODY, signIn, test } from "./test";

const PASSWORD = "a password of her own";

function membersPage(page: Page) {
  return {
    row: (text: string) => page.getByRole("listitem").filter({ hasText: text }),
    async open() {
      await page.goto("/settings/members");
      await expect(page.getByRole("heading", { name: "Members", level: 1 })).toBeVisible();
    },
    /** Takes an action of a member's menu, and answers its question with the button of that name. */
    async act(member: string, action: string, confirm: string) {
      await page.getByRole("button", { name: `Actions for ${member}` }).click();
      await page.getByRole("menuitem", { name: action, exact: true }).click();
      await page.getByRole("button", { name: confirm, exact: true }).click();
    },
  };
}

test("the signed-out neither see nor invite members", async ({ meet, app }) => {
  const stranger = await meet();
  const headers = { origin: app.origin };
  const data = { email: "eve@example.com", role: "administrator" };
  expect((await stranger.request.post("/api/members/invitations", { headers, data })).status()).toBe(401);
  await stranger.goto("/settings/members");
  await expect(stranger).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fmembers$/);
});

test("links that do not work say so alike", async ({ meet }) => {
  const stranger = await meet();
  await stranger.goto("/invite/made-up");
  await expect(stranger.getByRole("heading", { name: "This invitation does not work" })).toBeVisible();
  await expectAccessibleEverywhere(stranger);
  await stranger.goto("/password/made-up");
  await expect(stranger.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await expectAccessibleEverywhere(stranger);
});

// With a console of its own, whose members nobody else has.
test("somebody is invited, joins, is given a role, another password, and is removed", async ({
  browser,
  start,
}) => {
  test.slow();
  const app = await start({ env: administratorEnv() });
  const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
  const page = await context.newPage();
  const on = membersPage(page);
  const hers = await (await browser.newContext({ storageState: NOBODY, baseURL: app.origin })).newPage();

  await test.step("is invited by a link that is shown once", async () => {
    await on.open();
    await page.getByRole("button", { name: "Invite a member" }).click();
    const dialog = page.getByRole("dialog", { name: "Invite a member" });
    await dialog.getByRole("button", { name: "Make the link" }).click();
    await expect(dialog.getByText("Enter an email address, such as ana@example.com.")).toBeVisible();
    await dialog.getByLabel("Email").fill("eve@example.com");
    await dialog.getByLabel("Role").selectOption({ label: "Viewer" });
    await expectAccessibleEverywhere(page);
    await dialog.getByRole("button", { name: "Make the link" }).click();
    const made = page.getByRole("dialog", { name: "Invitation for eve@example.com" });
    const url = (await made.locator("code").textContent()) ?? "";
    expect(url).toMatch(/\/invite\/[\w-]{43}$/);
    await expectAccessibleEverywhere(page);
    await made.getByRole("button", { name: "Done" }).click();
    await expect(made).toHaveCount(0);
    await expect(on.row("eve@example.com")).toContainText("Viewer");
    expect(await page.content()).not.toContain(url.split("/").at(-1));

    await hers.goto(url);
    await expect(hers.getByText("Administrator invited you.")).toBeVisible();
    await hers.getByRole("button", { name: "Join" }).click();
    await expect(hers.getByText("Enter your name.")).toBeVisible();
    await expectAccessibleEverywhere(hers);
    await hers.getByLabel("Name").fill("Eve");
    await hers.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await hers.getByRole("button", { name: "Join" }).click();
    await expect(hers).toHaveURL("/instances/new");
    await hers.goto(url);
    await expect(hers.getByRole("heading", { name: "This invitation does not work" })).toBeVisible();
  });

  await test.step("sees who else is a member only as an administrator", async () => {
    await hers.goto("/settings/members");
    await expect(hers.getByText("An administrator invites and manages members.")).toBeVisible();
    await on.open();
    await on.act("Eve", "Make administrator", "Change role");
    await expect(on.row("eve@example.com")).toContainText("Administrator");
    await expectAccessibleEverywhere(page);
    await hers.reload();
    await expect(membersPage(hers).row("eve@example.com")).toContainText("(you)");
    await on.act("Eve", "Make operator", "Change role");
    await expect(on.row("eve@example.com")).toContainText("Operator");
  });

  await test.step("and the last administrator stays one", async () => {
    await on.act("Administrator", "Make viewer", "Change role");
    await expect(page.getByText("This is the last administrator")).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
  });

  await test.step("chooses another password by a link", async () => {
    await page.getByRole("button", { name: "Actions for Eve" }).click();
    await page.getByRole("menuitem", { name: "Make a password link" }).click();
    await page.getByRole("button", { name: "Make the link" }).click();
    const url =
      (await page.getByRole("dialog", { name: "Password link for Eve" }).locator("code").textContent()) ?? "";
    await page.getByRole("button", { name: "Done" }).click();
    await hers.goto(url);
    await expectAccessibleEverywhere(hers);
    await hers.getByLabel("New password").fill(`${PASSWORD} again`);
    await hers.getByRole("button", { name: "Set the password" }).click();
    await expect(hers).toHaveURL("/instances/new");
  });

  await test.step("changes her name, and sees where she is signed in", async () => {
    await hers.goto("/account");
    const name = hers.getByLabel("Name", { exact: true });
    // A form that the page has just come with may take its first value while something is typed.
    await expect(async () => {
      await name.fill("Eve Adams");
      await expect(name).toHaveValue("Eve Adams", { timeout: 200 });
    }).toPass();
    await hers.getByRole("button", { name: "Save", exact: true }).click();
    await expect(hers.getByText("Saved")).toBeVisible();
    await hers.getByLabel("Email").fill("adams@example.com");
    await hers.getByRole("button", { name: "Save", exact: true }).click();
    await expect(hers.getByText("This is not your current password.")).toBeVisible();
    await expectAccessibleEverywhere(hers);
    await hers.getByLabel("Your password", { exact: true }).fill(`${PASSWORD} again`);
    await hers.getByRole("button", { name: "Save", exact: true }).click();
    await expect(hers.getByLabel("Your password", { exact: true })).toHaveCount(0);
    await expect(hers.getByText("This browser")).toBeVisible();

    const elsewhere = (await browser.newContext({ storageState: NOBODY, baseURL: app.origin })).request;
    const headers = { origin: app.origin };
    const data = { email: "adams@example.com", password: `${PASSWORD} again` };
    expect((await elsewhere.post("/api/auth/sign-in/email", { headers, data })).status()).toBe(200);
    await hers.reload();
    await hers.getByRole("button", { name: /^End the session of / }).click();
    const question = hers.getByRole("alertdialog", { name: /^End the session of / });
    await expectAccessibleEverywhere(hers);
    await question.getByRole("button", { name: "Cancel" }).click();
    expect((await elsewhere.get("/api/account")).status()).toBe(200);
    await hers.getByRole("button", { name: /^End the session of / }).click();
    await question.getByRole("button", { name: "End session" }).click();
    await expect(hers.getByText("Session ended")).toBeVisible();
    await expect(hers.getByRole("button", { name: /^End the session of / })).toHaveCount(0);
    expect((await elsewhere.get("/api/account")).status()).toBe(401);
  });

  await test.step("is disabled, enabled and removed", async () => {
    await on.open();
    await on.act("Eve Adams", "Disable", "Disable member");
    await expect(on.row("adams@example.com")).toContainText("Disabled");
    await hers.reload();
    await expect(hers).toHaveURL(/\/sign-in/);
    await hers.getByLabel("Email").fill("adams@example.com");
    await hers.getByLabel("Password", { exact: true }).fill(`${PASSWORD} again`);
    await hers.getByRole("button", { name: "Sign in" }).click();
    await expect(hers.getByText("Your account is disabled. Ask an administrator.")).toBeVisible();
    await on.act("Eve Adams", "Enable", "Enable member");
    await hers.getByRole("button", { name: "Sign in" }).click();
    await expect(hers.getByRole("heading", { name: "Account" })).toBeVisible();
    await on.act("Eve Adams", "Remove", "Remove member");
    await expect(on.row("adams@example.com")).toHaveCount(0);
    await hers.reload();
    await expect(hers).toHaveURL(/\/sign-in/);
  });

  await page.goto("/activity");
  await expect(page.getByText("removed adams@example.com")).toBeVisible();
  await context.close();
  await hers.context().close();
});
