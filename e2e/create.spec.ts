import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ADMINISTRATOR } from "./console";
import { createPage, somebody } from "./create-page";
import { administratorEnv, expect, signIn, test } from "./test";

const INVISIBLE = "ana\u200b@example.com";

test.describe("what is wrong is said at its field", () => {
  test("nothing entered: the fields say what they need, and the first has the focus", async ({ page }) => {
    const on = createPage(page);
    await on.open();
    const sent: string[] = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
    await on.submit.click();
    await expect(page.getByText("Choose a server.")).toBeVisible();
    await expect(on.user).toHaveAccessibleDescription(/Name the user this server is for\./);
    await expect(on.picker).toHaveAccessibleDescription("Choose a server.");
    await expect(on.picker).toBeFocused();
    expect(sent).toEqual([]);
    await on.choose("slack", "Slack");
    await on.submit.click();
    await expect(on.user).toBeFocused();
    await expect(on.user).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByText("Choose a server.")).toHaveCount(0);
  });

  test("invisible characters that came along with a paste", async ({ page }) => {
    const on = createPage(page);
    await on.open();
    await on.choose("slack", "Slack");
    await on.user.fill(INVISIBLE);
    await on.submit.click();
    await expect(on.user).toHaveAccessibleDescription(/Remove the invisible characters\./);
    await expect(on.user).toHaveValue(INVISIBLE);
  });

  test("what only the server finds wrong", async ({ page }) => {
    const on = createPage(page);
    const user = somebody();
    await on.open();
    await on.choose("slack", "Slack");
    await on.user.fill(user);
    await on.platform.fill("agents");
    await on.readOnly.check();
    await page.route("**/api/instances", async (route) => {
      const sent = route.request().postDataJSON();
      const changed = { ...sent, userId: INVISIBLE, platformName: "x".repeat(400) };
      await route.continue({ postData: JSON.stringify(changed) });
    });
    await on.submit.click();
    await expect(on.user).toHaveAccessibleDescription(/Remove the invisible characters\./);
    await expect(on.platform).toHaveAccessibleDescription(/Use at most 320 characters\./);
    const told = on.outcome.getByRole("alert");
    await expect(told).toContainText("Something in the request is not right");
    await expect(told).toContainText(/Nothing was (sent on|created)/);
    await expect(on.picker).toContainText("Slack");
    await expect(on.user).toHaveValue(user);
    await expect(on.platform).toHaveValue("agents");
    await expect(on.readOnly).toBeChecked();
  });

  test("what the upstream holds against fields that the form cannot mark", async ({ page, start }) => {
    const detail = [
      ["userId", "Not one of ours."],
      ["connectionType", "No SSE any more."],
      ["connection_type", "Streamable HTTP alone."],
      ["region", "Name a region."],
    ].map(([field, msg]) => ({ loc: ["body", field], msg, type: "value_error" }));
    const upstream = createServer((_, response) => {
      response.writeHead(422, { "content-type": "application/json" }).end(JSON.stringify({ detail }));
    }).listen(0);
    await once(upstream, "listening");
    const { port } = upstream.address() as AddressInfo;
    const env = { KLAVIS_API_KEY: "a-key", KLAVIS_BASE_URL: `http://localhost:${port}` };
    const strict = await start({ env: { ...administratorEnv(), ...env } });
    await page.context().addCookies((await signIn(strict.origin)).cookies);
    const on = createPage(page);
    await page.goto(`${strict.origin}/instances/new`);
    await on.choose("slack", "Slack");
    await on.user.fill(somebody());
    await on.submit.click();
    await expect(on.user).toHaveAccessibleDescription(/Not one of ours\./);
    const told = on.outcome.getByRole("alert");
    await expect(told.getByRole("listitem")).toHaveText([
      "connectionType: No SSE any more.",
      "connection_type: Streamable HTTP alone.",
      "region: Name a region.",
    ]);
    await expect(told).toContainText("Nothing was created.");
    upstream.close();
  });
});

test("what failed is said once, with the wait", async ({ page, start }) => {
  const answers = [
    { status: 429, headers: { "retry-after": "1" } },
    { status: 503, headers: { "retry-after": "30" } },
    { status: 500, headers: {} },
  ];
  let answer = answers[0];
  const upstream = createServer((_, response) => {
    response.writeHead(answer?.status ?? 500, answer?.headers).end("{}");
  }).listen(0);
  await once(upstream, "listening");
  const { port } = upstream.address() as AddressInfo;
  const env = { KLAVIS_API_KEY: "a-key", KLAVIS_BASE_URL: `http://localhost:${port}` };
  const busy = await start({ env: { ...administratorEnv(), ...env } });
  await page.context().addCookies((await signIn(busy.origin)).cookies);
  const on = createPage(page);
  await page.goto(`${busy.origin}/instances/new`);
  await on.choose("slack", "Slack");
  await on.user.fill(somebody());
  for (answer of answers) {
    await on.submit.click();
    const alert = on.outcome.getByRole("alert");
    await expect(alert).toBeVisible({ timeout: 30_000 });
    await expect(alert.getByRole("button", { name: "Try again" })).toBeVisible();
    const told = (await alert.locator("p").allTextContents()).join(" ");
    const sentences = told.match(/[^.]+\./g) ?? [];
    expect(new Set(sentences).size, sentences.join("\n")).toBe(sentences.length);
    expect(sentences.filter((sentence) => /created/.test(sentence))).toHaveLength(1);
    expect(sentences.filter((sentence) => /Try again in/.test(sentence)).length).toBeLessThanOrEqual(1);
    expect(sentences.join(" ")).not.toMatch(/\b1 seconds/);
    await page.reload();
    await on.choose("slack", "Slack");
    await on.user.fill(somebody());
  }
  upstream.close();
});

test.describe("what was typed survives", () => {
  test("a connection that breaks, and the same press then succeeds", async ({ page }) => {
    const on = createPage(page);
    const user = somebody();
    await on.open();
    await on.choose("linear", "Linear");
    await on.user.fill(user);
    await on.platform.fill("agents");
    await on.readOnly.check();
    await page.route("**/api/instances", (route) => route.abort());
    await on.submit.click();
    const told = on.outcome.getByRole("alert");
    await expect(told).toContainText("The console cannot be reached");
    await expect(told).toContainText("It may have been created. Trying again is safe");
    await expect(on.user).toHaveValue(user);
    await page.unroute("**/api/instances");
    await told.getByRole("button", { name: "Try again" }).click();
    await expect(told).toHaveCount(0);
    await expect(on.outcome).toContainText(`for ${user} on agents, read-only`);
  });

  test("a session that has ended", async ({ page, context }) => {
    const on = createPage(page);
    const user = somebody();
    await on.open();
    await on.choose("linear", "Linear");
    await on.user.fill(user);
    await context.clearCookies();
    await on.submit.click();
    // Behind the dialog, which is all that assistive technology is told of meanwhile.
    await expect(page.getByText("Nothing was created.")).toBeVisible();

    await test.step("signing in again leaves the form, and nothing is sent until the next press", async () => {
      const dialog = page.getByRole("dialog", { name: "Your session has ended" });
      await expect(dialog.getByText(ADMINISTRATOR.email)).toBeVisible();
      await dialog.getByLabel("Password", { exact: true }).fill("not the password");
      await dialog.getByRole("button", { name: "Sign in" }).click();
      await expect(dialog.getByText("Incorrect email or password.")).toBeVisible();
      await dialog.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
      await dialog.getByRole("button", { name: "Sign in" }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByText("What you pressed was not done. Press it again.")).toBeVisible();
      await expect(on.user).toHaveValue(user);
      await expect(on.picker).toContainText("Linear");
      await expect(on.listed("Linear", user)).toHaveCount(0);
      await on.submit.click();
      await expect(on.outcome.getByText("New", { exact: true })).toBeVisible();
    });
  });
});

test.describe("the picker", () => {
  for (const [typed, name] of [
    ["gcal", "Google Calendar"],
    ["google_calendar", "Google Calendar"],
    ["GOOGLE-calendar", "Google Calendar"],
    ["gh", "GitHub"],
  ] as const) {
    test(`takes ${typed} from the keyboard alone`, async ({ page }) => {
      const on = createPage(page);
      await on.open();
      await expect(on.picker).toBeEnabled();
      await page.keyboard.press("/");
      await expect(on.search).toBeFocused();
      await page.keyboard.type(typed);
      await expect(page.getByRole("option").first()).toContainText(name);
      await page.keyboard.press("Enter");
      await expect(on.picker).toContainText(name);
      // What is typed next is whom it is for.
      await expect(on.user).toBeFocused();
      await expect(page.getByRole("option")).toHaveCount(0);
    });
  }

  test("moves by arrows, and Escape leaves the choice as it was", async ({ page }) => {
    const on = createPage(page);
    await on.open();
    await on.choose("slack", "Slack");
    const options = page.getByRole("option");
    const search = async () => {
      // The choice has left the focus on the user's field, where a slash is a letter.
      await on.picker.focus();
      await page.keyboard.press("/");
      await page.keyboard.type("git");
      await expect(options.nth(0)).toContainText("GitHub");
      await expect(options.nth(1)).toContainText("GitLab");
      await page.keyboard.press("ArrowDown");
    };
    await search();
    await page.keyboard.press("Escape");
    await expect(options).toHaveCount(0);
    await expect(on.picker).toContainText("Slack");
    await expect(on.picker).toBeFocused();
    await search();
    await page.keyboard.press("Enter");
    await expect(on.picker).toContainText("GitLab");
  });

  test("opens by typing on it, and says so where nothing answers", async ({ page }) => {
    const on = createPage(page);
    await on.open();
    await on.picker.focus();
    await page.keyboard.type("zz no such thing");
    await expect(page.getByText(/^No results for/)).toBeVisible();
    await expect(on.search).toHaveValue("zz no such thing");
    await page.keyboard.press("Enter");
    await expect(on.picker).toContainText("Choose one of 96 servers");
  });

  test("a slash that is typed into a field stays there", async ({ page }) => {
    const on = createPage(page);
    await on.open();
    await on.user.fill("");
    await on.user.pressSequentially("team/ana");
    await expect(on.user).toHaveValue("team/ana");
    await expect(on.search).toHaveCount(0);
  });

  test("lists what was created last before everything else", async ({ page }) => {
    const on = createPage(page);
    await on.open();
    await on.create("Sentry", somebody());
    await on.open();
    await on.picker.click();
    const recent = page.getByRole("group", { name: "Recent" });
    await expect(recent.getByRole("option").first()).toContainText("Sentry");
    await expect(recent.getByRole("option").first()).toContainText("OAuth consent");
    await expect(page.getByRole("option")).toHaveCount(96);
  });
});

test.describe("an instance that is there already", () => {
  test("is said to be, keeps its settings, and can be made read-only", async ({ page }) => {
    const on = createPage(page);
    const user = somebody();
    await on.open();
    await on.create("GitHub", user);
    await expect(on.outcome.getByText("New", { exact: true })).toBeVisible();
    const first = page.url();
    await on.readOnly.check();
    await page.getByRole("radio", { name: "SSE" }).check();
    await on.submit.click();
    await expect(on.outcome.getByText("Already there", { exact: true })).toBeVisible();
    await expect(page).toHaveURL(first);
    const notice = on.outcome.getByRole("status").filter({ hasText: "It keeps the settings it had" });
    await expect(notice).toContainText("You asked for read-only. This instance can write.");
    await expect(notice).toContainText("You asked for SSE. This instance speaks Streamable HTTP.");
    await expect(on.outcome).toContainText("read and write");
    await notice.getByRole("button", { name: "Make it read-only" }).click();
    await expect(on.outcome).toContainText(`for ${user}, read-only`);
    await expect(notice).not.toContainText("You asked for read-only.");
    await expect(on.listed("GitHub", user)).toHaveCount(1);
    await expect(on.listed("GitHub", user)).toContainText("read-only");
  });
});

test("what will be sent follows what is entered, word for word", async ({ page, app }) => {
  const on = createPage(page);
  await on.open();
  await on.choose("gcal", "Google Calendar");
  await on.user.fill("o'hara@example.com");
  await on.platform.fill("agents");
  await on.readOnly.check();
  await page.getByRole("radio", { name: "SSE" }).check();
  await page.getByText("Advanced", { exact: true }).click();
  await page.getByRole("switch", { name: "Legacy server" }).check();
  const request = {
    serverName: "Google Calendar",
    userId: "o'hara@example.com",
    platformName: "agents",
    connectionType: "SSE",
    legacy: true,
    isReadOnly: true,
  };
  await on.showRequest();
  expect(JSON.parse((await on.json.textContent()) ?? "")).toEqual(request);
  await expect(on.curl).toContainText(`curl -X POST '${app.origin}/engine/mcp-server/instance/create'`);
  await expect(on.curl).toContainText('"Authorization: Bearer $KLAVIS_API_KEY"');
  await expect(on.curl).toContainText(`"userId": "o'\\''hara@example.com"`);

  const sending = page.waitForRequest(
    (sent) => sent.method() === "POST" && sent.url().endsWith("/instances"),
  );
  await on.submit.click();
  expect((await sending).postDataJSON()).toEqual({ ...request, upstream: "embedded" });
  await expect(on.outcome).toContainText("for o'hara@example.com on agents, read-only");
});

test("Ctrl+Enter creates from wherever the focus is", async ({ page }) => {
  const on = createPage(page);
  await on.open();
  await on.choose("notion", "Notion");
  await on.user.fill(somebody());
  await page.getByRole("link", { name: "Patchbay" }).focus();
  await page.keyboard.press("Control+Enter");
  await expect(on.outcome.getByText("New", { exact: true })).toBeVisible();
});

test("each client has a snippet, masked on the page and whole on the clipboard", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const on = createPage(page);
  await on.open();
  await on.create("GitHub", somebody());
  const url = await on.readUrl();
  const entry = { cursor: { url }, vscode: { type: "http", url }, file: { type: "streamable-http", url } };
  for (const [client, expected] of [
    ["Cursor", { mcpServers: { github: entry.cursor } }],
    ["VS Code", { servers: { github: entry.vscode } }],
    ["Claude Code", `claude mcp add --transport http github "${url}"`],
    ["mcp.json", { mcpServers: { github: entry.file } }],
  ] as const) {
    await page.getByRole("tab", { name: client, exact: true }).click();
    const snippet = page.getByRole("region", { name: `snippet for ${client}` });
    await expect(snippet).toContainText("••••");
    await expect(snippet).not.toContainText("/engine/mcp/");
    await page.getByRole("button", { name: `Copy snippet for ${client}` }).click();
    const read = () => page.evaluate(() => navigator.clipboard.readText());
    const wanted = typeof expected === "string" ? expected : JSON.stringify(expected, null, 2);
    await expect.poll(read).toBe(wanted);
  }
});

test("a revealed URL can be hidden again, and does not outlive the page", async ({ page }) => {
  const on = createPage(page);
  await on.open();
  await on.create("GitHub", somebody());
  await on.readUrl();
  await page.getByRole("button", { name: "Hide server URL" }).click();
  await expect(on.url).not.toContainText("/engine/mcp/");
  await on.readUrl();
  await page.reload();
  await expect(on.url).toContainText("••••");
  await expect(on.url).not.toContainText("/engine/mcp/");
});

test("markup in a user id or a platform is shown as text", async ({ page }) => {
  const on = createPage(page);
  const user = `<img src=x onerror="document.title='owned'">${somebody()}`;
  const platform = `"><script>document.title='owned'</script>{{7*7}}`;
  await on.open();
  await on.choose("github", "GitHub");
  await on.user.fill(user);
  await on.platform.fill(platform);
  await on.showRequest();
  await expect(on.json).toContainText(JSON.stringify(user));
  await on.submit.click();
  for (const place of [on.outcome, on.listed("GitHub", user)]) {
    await expect(place).toContainText(user);
    await expect(place).toContainText(platform);
  }
  await page.reload();
  await expect(on.outcome).toContainText(user);
  await expect(on.listed("GitHub", user)).toContainText(platform);
  await expect(page).toHaveTitle(/Patchbay/);
  await expect(page.locator("img[src=x]")).toHaveCount(0);
});

test("the latest instances lead back to what was created", async ({ page }) => {
  const on = createPage(page);
  const [first, second] = [somebody(), somebody()];
  await on.open();
  await on.create("GitHub", first);
  await on.create("Slack", second);
  await expect(on.latest.getByRole("listitem").first()).toContainText(second);
  await on
    .listed("GitHub", first)
    .getByRole("button", { name: `Show GitHub of ${first}` })
    .click();
  await expect(on.outcome.getByRole("heading", { name: "GitHub" })).toBeVisible();
  await expect(on.outcome).toContainText(`for ${first}`);
  await page.reload();
  await expect(on.outcome).toContainText(`for ${first}`);
});

test("known users are suggested", async ({ page }) => {
  const on = createPage(page);
  const user = somebody();
  await on.open();
  await on.create("GitHub", user);
  await on.open();
  const list = await on.user.getAttribute("list");
  await expect(page.locator(`datalist#${list} option[value="${user}"]`)).toBeAttached();
});

test("nothing is wider than a screen of 360 px", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const on = createPage(page);
  await on.open();
  expect(await excess()).toBeLessThanOrEqual(0);
  await on.picker.click();
  await expect(page.getByRole("option").first()).toBeVisible();
  expect(await excess()).toBeLessThanOrEqual(0);
  await page.keyboard.press("Escape");
  await on.create("Firecrawl Deep Research", `${"a".repeat(200)}.${somebody()}`);
  expect(await excess()).toBeLessThanOrEqual(0);
  await on.create("GitHub", `${"b".repeat(200)}.${somebody()}`);
  await on.readUrl();
  expect(await excess()).toBeLessThanOrEqual(0);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Account" })).toBeVisible();
  expect(await excess()).toBeLessThanOrEqual(0);
});
