import { connectByWindow, consentPage, createPage, openWindow, somebody } from "./create-page";
import { listTools, REVISIONS } from "./mcp";
import { administratorEnv, expect, signIn, test } from "./test";

// One console stands behind the other, and the tests stop and start it.
test.describe.configure({ mode: "default" });

test.use({
  baseURL: ({ pair }, use) => use(pair.near.origin),
  storageState: async ({ pair }, use) => use(await signIn(pair.near.origin)),
});

test("an upstream that is down: nothing is lost, and back up it works", async ({ page, pair }) => {
  const on = createPage(page);
  const user = somebody();
  const told = on.outcome.getByRole("alert");
  await on.open();
  await on.choose("github", "GitHub");
  await on.user.fill(user);
  await on.platform.fill("agents");
  await on.readOnly.check();

  await pair.far.stop();
  await on.submit.click();
  await expect(told).toContainText("The upstream did not answer properly");
  await expect(told).toContainText("Nothing was created.");
  await expect(told).toContainText(/Request id/i);
  await expect(on.picker).toContainText("GitHub");
  await expect(on.user).toHaveValue(user);
  await expect(on.platform).toHaveValue("agents");
  await expect(on.readOnly).toBeChecked();
  await expect(on.listed("GitHub", user)).toHaveCount(0);

  await pair.far.startAgain();
  await on.submit.click();
  await expect(on.outcome.getByText("New", { exact: true })).toBeVisible();
  await expect(told).toHaveCount(0);

  await test.step("down once more, the window says so and the state that is known stays", async () => {
    await pair.far.stop();
    const window = await openWindow(page, on.connect("GitHub"));
    await expect(window.getByRole("alert")).toContainText("Klavis");
    await expect(on.outcome.getByRole("alert")).toContainText(
      "Connecting did not begin. The window says why.",
    );
    await expect(page.getByRole("button", { name: "Cancel", exact: true })).toHaveCount(0);
    await window.close();
    await expect(on.status("Waiting for authorization")).toBeVisible();
    await pair.far.startAgain();
    await connectByWindow(page, "GitHub");
    await expect(on.status("Connected")).toBeVisible();
  });
});

test("a key that the upstream refuses is said to be that, and ends nobody's session", async ({
  page,
  pair,
  start,
}) => {
  const env = {
    ADMIN_EMAIL: "ana@example.com",
    ADMIN_PASSWORD: "correct horse battery",
    KLAVIS_API_KEY: "another-key-than-theirs",
    KLAVIS_BASE_URL: `${pair.far.origin}/engine`,
  };
  const stranger = await start({ env });
  await page.context().clearCookies();
  await page.context().addCookies((await signIn(stranger.origin)).cookies);
  const on = createPage(page);
  await page.goto(`${stranger.origin}/instances/new`);
  await on.choose("github", "GitHub");
  await on.user.fill(somebody());
  await on.submit.click();
  await expect(on.outcome.getByRole("alert")).toContainText("The upstream refused the API key");
  await expect(on.outcome.getByRole("alert")).toContainText("Nothing was created.");
  await page.reload();
  await expect(page).toHaveURL(`${stranger.origin}/instances/new`);
});

test("the whole path, with the console configured for Klavis Cloud by HTTP", async ({ page, pair }) => {
  const on = createPage(page);
  const user = somebody();
  await on.open();
  await on.showRequest();
  await expect(on.curl).toContainText(`${pair.far.origin}/engine/mcp-server/instance/create`);
  await on.choose("gh", "GitHub");
  await on.user.fill(user);
  await on.readOnly.check();
  await on.submit.click();
  await expect(on.outcome.getByText("New", { exact: true })).toBeVisible();
  await expect(on.url).toContainText(`${pair.far.origin}/••••`);

  const window = await openWindow(page, on.connect("GitHub"));
  await expect(window).toHaveURL(new RegExp(`^${pair.far.origin}/engine/sandbox/github/authorize`));
  const closed = window.waitForEvent("close");
  await consentPage(window, "GitHub").allow.click();
  await closed;
  await expect(on.status("Connected")).toBeVisible();

  const url = await on.readUrl();
  expect(new URL(url).origin).toBe(pair.far.origin);
  for (const revision of REVISIONS) {
    const tools = await listTools(url, revision);
    expect(tools.length).toBeGreaterThan(0);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
  }
});

test("with two upstreams, the form asks which, and each gets what is meant for it", async ({
  page,
  pair,
  start,
}) => {
  const app = await start({
    env: {
      ...administratorEnv(),
      EMBEDDED_ENGINE: "on",
      KLAVIS_API_KEY: pair.secrets.key,
      KLAVIS_BASE_URL: `${pair.far.origin}/engine`,
    },
  });
  await page.context().clearCookies();
  await page.context().addCookies((await signIn(app.origin)).cookies);
  const on = createPage(page);
  const user = somebody();
  await page.goto(`${app.origin}/instances/new`);
  const choice = page.getByRole("group", { name: "Upstream" });
  await expect(choice.getByRole("radio")).toHaveCount(2);
  for (const [label, origin] of [
    ["Embedded engine", app.origin],
    ["Klavis Cloud (US)", pair.far.origin],
  ] as const) {
    await choice.getByRole("radio", { name: label }).check();
    await on.tab("What will be created").click();
    await on.showRequest();
    await expect(on.curl).toContainText(`curl -X POST '${origin}/engine/mcp-server/instance/create'`);
    await on.create("GitHub", user);
    await expect(on.outcome.getByText("New", { exact: true })).toBeVisible();
    await expect(on.url).toContainText(`${origin}/••••`);
  }
  await expect(on.listed("GitHub", user)).toHaveCount(2);
});

test("in the same tab, the way leads back from one origin to the other", async ({ page, pair }) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  const on = createPage(page);
  await on.open();
  await on.create("Slack", somebody());
  await on.connect("Slack").click();
  await page.getByRole("link", { name: "Continue in this tab" }).click();
  await consentPage(page, "Slack").allow.click();
  await expect(page).toHaveURL(new RegExp(`^${pair.near.origin}/instances/new\\?instance=`));
  await expect(on.status("Connected")).toBeVisible();
});
