import { startOpenIdProvider } from "../lib/server/services/single-sign-on/testing-provider";
import { expectAccessibleEverywhere } from "./axe";
import { freePort } from "./console";
import { administratorEnv, expect, NOBODY, signIn, test } from "./test";

// With a console of its own, and a provider that nobody here wrote.
test("members come in by the provider, passwords are turned off, and who is gone there is gone here", async ({
  browser,
  start,
}) => {
  test.slow();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const provider = await startOpenIdProvider(origin);
  const app = await start({ port, env: { ...administratorEnv(), ENGINE_ALLOW_HOSTS: provider.host } });
  expect(app.origin).toBe(origin);
  const context = await browser.newContext({ storageState: await signIn(origin), baseURL: origin });
  const page = await context.newPage();
  const hers = await (await browser.newContext({ storageState: NOBODY, baseURL: origin })).newPage();
  const allowPasswords = (at: typeof page) =>
    at.getByRole("switch", { name: "Let members sign in by a password" });

  await test.step("a wrong provider is refused on its field, and what was typed stays", async () => {
    await page.goto("/settings/sign-in");
    await expect(page.getByText(`${origin}/api/sign-in/callback`)).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByLabel("Name", { exact: true }).fill("Example login");
    await page.getByLabel("Issuer").fill(`${provider.issuer}/nothing`);
    await page.getByLabel("Client id").fill("patchbay");
    await page.getByLabel("Domains").fill("example.com, not a domain");
    const save = page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    await expect(page.getByText("Write domains such as example.com.")).toBeVisible();
    await page.getByLabel("Domains").fill("example.com");
    await save.click();
    await expect(
      page.getByText("What answers there is no OpenID provider of exactly this name."),
    ).toBeVisible();
    await expect(page.getByLabel("Client id")).toHaveValue("patchbay");
    await expectAccessibleEverywhere(page);
    await page.getByLabel("Issuer").fill(provider.issuer);
    await page.getByLabel("Client secret").fill("a client secret of the provider's");
    await page.getByLabel("Role claim").fill("roles");
    await page.getByLabel("Value for Administrator").fill("admins");
    await page.getByLabel("Value for Operator").fill("ops");
    await save.click();
    await expect(page.getByText("Saved")).toBeVisible();
    await allowPasswords(page).click();
    await expect(page.getByText("Sign in by single sign-on yourself first")).toBeVisible();
    await expect(allowPasswords(page)).toBeChecked();
  });

  await test.step("a stranger is refused by a sentence", async () => {
    provider.seat({ sub: "eve", email: "eve@evil.example", email_verified: true, roles: ["admins"] });
    await hers.goto("/sign-in?next=%2Fusers");
    await expectAccessibleEverywhere(hers);
    await hers.getByRole("link", { name: "Continue with Example login" }).click();
    await expect(
      hers.getByText("Your email address is of a domain that may not come in here."),
    ).toBeVisible();
    await expectAccessibleEverywhere(hers);
    await hers.context().clearCookies();
  });

  await test.step("a colleague comes in as an administrator, to where she wanted to go, and turns passwords off", async () => {
    provider.seat({
      sub: "eve",
      email: "eve@example.com",
      email_verified: true,
      name: "Eve",
      roles: ["admins"],
    });
    await hers.goto("/sign-in?next=%2Fusers");
    await hers.getByRole("link", { name: "Continue with Example login" }).click();
    await expect(hers.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
    await hers.goto("/settings/sign-in");
    await allowPasswords(hers).click();
    await expect(allowPasswords(hers)).not.toBeChecked();
    const stranger = await (await browser.newContext({ storageState: NOBODY, baseURL: origin })).newPage();
    await stranger.goto("/sign-in");
    await expect(stranger.getByRole("link", { name: "Continue with Example login" })).toBeVisible();
    await expect(stranger.getByLabel("Password", { exact: true })).toHaveCount(0);
    const headers = { origin };
    const data = { email: "grace@example.com", role: "operator" };
    const invited = await hers.request.post(`${origin}/api/members/invitations`, { headers, data });
    await stranger.goto((await invited.json()).url);
    await expect(stranger.getByText("You will sign in as grace@example.com.")).toBeVisible();
    await expect(stranger.getByLabel("Password", { exact: true })).toHaveCount(0);
    await expect(stranger.getByRole("link", { name: "Continue with Example login" })).toBeVisible();
    await expectAccessibleEverywhere(stranger);
    await stranger.context().close();
  });

  await test.step("she signs out at the provider, and is out here at the next press", async () => {
    await hers.goto(`${provider.issuer}/session/end`);
    await hers.getByRole("button", { name: "Yes, sign me out" }).click();
    await expect
      .poll(async () => (await hers.request.get(`${origin}/api/account`)).status(), { timeout: 15_000 })
      .toBe(401);
    await page.goto("/activity");
    await expect(page.getByText("ended the sessions of whoever signed out at the provider")).toBeVisible();
  });

  await test.step("a directory makes members with a token that is shown once, until it is removed", async () => {
    await page.goto("/settings/sign-in");
    await page.getByRole("button", { name: "Make a token" }).click();
    const dialog = page.getByRole("dialog");
    await expectAccessibleEverywhere(page);
    await dialog.getByRole("button", { name: "Make token", exact: true }).click();
    await expect(dialog.getByText("Copy it now: it will not be shown again")).toBeVisible();
    const token = (await dialog.locator("code").textContent()) ?? "";
    await dialog.getByRole("button", { name: "Done" }).click();
    const data = { userName: "grace@example.com", displayName: "Grace Hopper" };
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/scim+json" };
    const ask = () => hers.request.post(`${origin}/api/scim/v2/Users`, { headers, data });
    expect((await ask()).status()).toBe(201);
    await page.goto("/settings/members");
    await expect(page.getByRole("listitem").filter({ hasText: "Grace Hopper" })).toBeVisible();
    await page.goto("/settings/sign-in");
    await expect(page.getByText("was last used")).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByRole("button", { name: "Remove the token" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove token" }).click();
    await expect(page.getByRole("button", { name: "Make a token" })).toBeVisible();
    expect((await ask()).status()).toBe(401);
  });

  await test.step("whoever comes in over another's page gets a page of their own", async () => {
    await page.goto("/account");
    await expect(page.getByRole("textbox", { name: "Email" })).not.toHaveValue("eve@example.com");
    await context.clearCookies();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Your session has ended" });
    await dialog.getByRole("button", { name: "go on here" }).click();
    await expect(dialog.getByText("Nobody is signed in yet.")).toBeVisible();
    await expectAccessibleEverywhere(page);
    const [tab] = await Promise.all([
      context.waitForEvent("page"),
      dialog.getByRole("link", { name: "Continue with Example login" }).click(),
    ]);
    await expect(tab.getByRole("heading", { name: "Create a server URL", level: 1 })).toBeVisible();
    await tab.close();
    await dialog.getByRole("button", { name: "go on here" }).click();
    await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("eve@example.com");
  });

  provider.close();
});
