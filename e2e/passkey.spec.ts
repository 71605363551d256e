import { expectAccessibleEverywhere } from "./axe";
import { ADMINISTRATOR } from "./console";
import { administratorEnv, expect, NOBODY, signIn, test } from "./test";

// With a console of its own, whose administrator nobody else is.
test("a member adds a passkey with the password, signs in with it alone, and removes it", async ({
  browser,
  start,
}) => {
  test.slow();
  const app = await start({ env: administratorEnv() });
  const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
  const page = await context.newPage();
  // The browser's own, with somebody in front of it who shows their finger.
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });

  await page.goto("/account");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const add = page.getByRole("button", { name: "Add passkey", exact: true });
  await add.click();
  await expect(page.getByText("Name the passkey.")).toBeVisible();
  await page.getByRole("textbox", { name: "Name" }).last().fill("Laptop");
  await page.getByLabel("Your password", { exact: true }).fill("not the right one");
  await add.click();
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByLabel("Your password", { exact: true }).fill(ADMINISTRATOR.password);
  await add.click();
  await expect(page.getByText("not used yet")).toBeVisible();
  await expectAccessibleEverywhere(page);

  await context.clearCookies();
  await page.goto("/sign-in?next=%2Fusers");
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
  await page.goto("/activity");
  await expect(page.getByText("signed in with a passkey")).toBeVisible();

  await page.goto("/account");
  await test.step("a session that ended is renewed by it over the page, which stays", async () => {
    const name = page.getByRole("textbox", { name: "Name" }).first();
    const save = page.getByRole("button", { name: "Save", exact: true });
    const dialog = page.getByRole("dialog", { name: "Your session has ended" });
    await context.clearCookies();
    await save.click();
    await expectAccessibleEverywhere(page);
    await dialog.getByRole("button", { name: "Not now" }).click();
    await name.fill("Ana by passkey");
    await save.click();
    await dialog.getByRole("button", { name: "Use a passkey" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(name).toHaveValue("Ana by passkey");
    await save.click();
    await expect(page.getByText("Saved")).toBeVisible();
  });

  await page.getByRole("button", { name: "Remove the passkey Laptop" }).click();
  const question = page.getByRole("alertdialog", { name: "Remove the passkey Laptop?" });
  await expectAccessibleEverywhere(page);
  await question.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Remove the passkey Laptop" }).click();
  await question.getByRole("button", { name: "Remove passkey" }).click();
  await expect(page.getByText("Passkey removed")).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove the passkey Laptop" })).toHaveCount(0);
  await context.clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByText("This console knows no such passkey.")).toBeVisible();
  await context.close();

  // A browser that has none is told nothing that it did not ask.
  const other = await (await browser.newContext({ storageState: NOBODY, baseURL: app.origin })).newPage();
  expect((await other.request.get("/api/account")).status()).toBe(401);
});
