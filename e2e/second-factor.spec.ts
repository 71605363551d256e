import type { Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { expectAccessibleEverywhere } from "./axe";
import { ADMINISTRATOR } from "./console";
import { administratorEnv, expect, NOBODY, signIn, test } from "./test";
import { translate } from "./translate";

/** An authenticator app. Each call shows the code of another moment, since each is taken once. */
function appWith(secret: string) {
  const totp = new TOTP({ secret });
  let moment = -1;
  return () => {
    const code = totp.generate({ timestamp: Date.now() + moment * 30_000 });
    moment += 1;
    return code;
  };
}

async function giveCode(page: Page, code: string, button: string) {
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: button, exact: true }).click();
}

// With a console of its own, whose administrator nobody else signs in as.
test("an administrator sets up a second factor, asks everybody for one, and a colleague sets theirs up to come in", async ({
  browser,
  start,
}) => {
  test.slow();
  const app = await start({ env: administratorEnv() });
  const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
  const page = await context.newPage();
  let show = () => "";
  let [recoveryCode, spare] = ["", ""];

  await test.step("nobody is asked for one by an administrator without", async () => {
    await page.goto("/settings/sign-in");
    const rule = page.getByRole("switch", { name: "Ask everybody for a second factor" });
    await rule.click();
    await expect(page.getByText("Set up your own second factor first")).toBeVisible();
    await expect(rule).not.toBeChecked();
    await expectAccessibleEverywhere(page);
  });

  await test.step("it is set up with an app, by its first code", async () => {
    await page.goto("/account");
    await page.getByRole("button", { name: "Set up an authenticator app" }).click();
    await expect(page.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
    const secret = await page
      .getByRole("group", { name: "Key" })
      .or(page.getByLabel("Key"))
      .first()
      .textContent();
    show = appWith(/[A-Z2-7]{32}/.exec(secret ?? "")?.[0] ?? "");
    await expectAccessibleEverywhere(page);
    await giveCode(page, "000000", "Turn on");
    await expect(page.getByText("This code is not right, or was used already.")).toBeVisible();
    await giveCode(page, show(), "Turn on");
    await expect(page.getByText("Keep these recovery codes")).toBeVisible();
    const text = (await page.locator("main").textContent()) ?? "";
    [recoveryCode = "", spare = ""] = text.match(/[0-9a-z]{5}-[0-9a-z]{5}/g) ?? [];
    await page.getByRole("button", { name: "Done", exact: true }).click();
    await expect(page.getByText("10 recovery codes left.")).toBeVisible();
    await expectAccessibleEverywhere(page);
  });

  await test.step("the password alone opens nothing any more; a code does, and a recovery code once", async () => {
    const other = await (await browser.newContext({ storageState: NOBODY, baseURL: app.origin })).newPage();
    const enter = async () => {
      await other.goto("/sign-in?next=%2Fusers");
      await other.getByLabel("Email").fill(ADMINISTRATOR.email);
      await other.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
      await other.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(other.getByRole("heading", { name: "Enter your code" })).toBeVisible();
    };
    await other.goto("/second-factor?next=%2Fusers");
    await expect(other).toHaveURL(/\/sign-in\?next=%2Fusers$/);
    await enter();
    await expectAccessibleEverywhere(other);
    for (const elsewhere of ["/account", "/sign-in"]) {
      await other.goto(elsewhere);
      await expect(other.getByRole("heading", { name: "Enter your code" })).toBeVisible();
    }
    await giveCode(other, show(), "Sign in");
    await expect(other.getByRole("heading", { name: "Create a server URL" })).toBeVisible();
    await other.context().clearCookies();
    await enter();
    await giveCode(other, recoveryCode.toUpperCase(), "Sign in");
    await expect(other.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
    await other.context().clearCookies();
    await enter();
    // As a browser's translation leaves it.
    await translate(other);
    await giveCode(other, recoveryCode, "Sign in");
    await expect(other.getByText("This code is not right, or was used already.")).toBeVisible();
    await other.getByRole("button", { name: "Sign out" }).click();
    await expect(other.getByRole("heading", { name: "Sign in to Patchbay" })).toBeVisible();
  });

  await test.step("a session that ends in the middle is renewed over the page, by the code too", async () => {
    await page.goto("/account");
    await expect(
      page.getByText("10 recovery codes left.").or(page.getByText("9 recovery codes left.")),
    ).toBeVisible();
    await context.clearCookies();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Your session has ended" });
    await dialog.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
    await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
    await expectAccessibleEverywhere(page);
    await dialog.getByLabel("Code", { exact: true }).fill(spare);
    await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved")).toBeVisible();
  });

  await test.step("everybody is asked for one, and a colleague comes in no other way", async () => {
    const headers = { origin: app.origin };
    const invited = await page.request.post("/api/members/invitations", {
      headers,
      data: { email: "eve@example.com", role: "operator" },
    });
    const { url } = await invited.json();
    const token = String(url).split("/").at(-1);
    const hers = await (await browser.newContext({ storageState: NOBODY, baseURL: app.origin })).newPage();
    const password = "a password of her own";
    await hers.request.post(`/api/invitations/${token}/accept`, { headers, data: { name: "Eve", password } });

    await page.goto("/settings/sign-in");
    await page.getByRole("switch", { name: "Ask everybody for a second factor" }).click();
    await expect(page.getByRole("switch", { name: "Ask everybody for a second factor" })).toBeChecked();

    await hers.goto("/sign-in?next=%2Fusers");
    await hers.getByLabel("Email").fill("eve@example.com");
    await hers.getByLabel("Password", { exact: true }).fill(password);
    await hers.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(hers.getByRole("heading", { name: "Set up a second factor" })).toBeVisible();
    await expectAccessibleEverywhere(hers);
    expect((await hers.request.get("/api/account")).status()).toBe(401);
    await hers.getByRole("button", { name: "Set up an authenticator app" }).click();
    await expect(hers.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
    const text = (await hers.locator("main").textContent()) ?? "";
    await giveCode(hers, appWith(/[A-Z2-7]{32}/.exec(text)?.[0] ?? "")(), "Turn on");
    await hers.getByRole("button", { name: "Go on" }).click();
    await expect(hers.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
  });

  await test.step("whoever has lost the app is helped by an administrator", async () => {
    await page.goto("/settings/members");
    await page.getByRole("button", { name: "Actions for Eve" }).click();
    await page.getByRole("menuitem", { name: "Remove second factor" }).click();
    await page.getByRole("button", { name: "Remove second factor", exact: true }).click();
    await expect(page.getByText("Eve has no second factor and no passkey any more.")).toBeVisible();
  });
});
