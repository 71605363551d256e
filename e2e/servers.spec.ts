import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Page } from "@playwright/test";
import { startProtectedServer } from "../lib/server/engine/oauth/testing-provider";
import { expectAccessibleEverywhere } from "./axe";
import { createPage, openWindow, somebody } from "./create-page";
import { listTools, withClient } from "./mcp";
import { administratorEnv, expect, signIn, test } from "./test";

const CANARY = "a-canary-secret";
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

function serversPage(page: Page) {
  return {
    row: (name: string) => page.getByRole("listitem").filter({ hasText: name }).first(),
    dialog: (name: string) => page.getByRole("dialog", { name }),
    setUp: (name: string) => page.getByRole("button", { name: `Set up ${name}` }),
    async open() {
      await page.goto("/settings/servers");
      await expect(page.getByRole("heading", { name: "Servers", level: 1 })).toBeVisible();
    },
  };
}

/** An MCP server with one tool, which describes itself as it is told to. */
async function startAnswering() {
  let description = "Opens a ticket.";
  const tool = () => ({ name: "open_ticket", description, inputSchema: { type: "object" } });
  const answers: Record<string, () => object> = {
    initialize: () => ({
      protocolVersion: "2025-06-18",
      serverInfo: { name: "answering", version: "1" },
      capabilities: { tools: {} },
    }),
    "tools/list": () => ({ tools: [tool()] }),
    ping: () => ({}),
  };
  const server = createServer(async (request, response) => {
    const { id, method } = JSON.parse((await text(request)) || "{}");
    if (id === undefined) return response.writeHead(202).end();
    const result = answers[method]?.();
    const outcome = result ? { result } : { error: { code: -32601, message: "Method not found" } };
    response.writeHead(200, { "content-type": "application/json" });
    return response.end(JSON.stringify({ jsonrpc: "2.0", id, ...outcome }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const describe = (words: string) => {
    description = words;
  };
  return { host, url: `http://${host}/mcp`, describe, stop: () => server.close() };
}

test("the signed-out neither see nor change where servers lead", async ({ meet, app }) => {
  const stranger = await meet();
  const headers = { origin: app.origin };
  const own = { name: "Eve", category: "Other", url: "https://eve.example/" };
  expect((await stranger.request.post("/api/servers", { headers, data: own })).status()).toBe(401);
  await stranger.goto("/settings/servers");
  await expect(stranger).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fservers$/);
});

// With a console of its own, which may call the answering server and one that asks for consent.
test("where a server leads is set, tested, and reset, and secrets are never read back", async ({
  browser,
  start,
}) => {
  test.slow();
  const answering = await startAnswering();
  const vendor = await startProtectedServer({ management: true });
  const hosts = `${answering.host},${vendor.host}`;
  const app = await start({ env: { ...administratorEnv(), ENGINE_ALLOW_HOSTS: hosts } });
  const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
  const page = await context.newPage();
  const on = serversPage(page);
  await on.open();
  await expect(page.getByText("ENGINE_TARGETS=sandbox")).toBeVisible();
  await expect(on.row("Hacker News")).toContainText("Built in");
  await page.getByRole("searchbox", { name: "Search servers" }).fill("linear");
  await expect(page.getByRole("listitem").filter({ hasText: "Hacker News" })).toHaveCount(0);
  await expectAccessibleEverywhere(page);

  const dialog = on.dialog("Set up Linear");
  await test.step("a target that is none is refused, and one that is stays without its secret", async () => {
    await on.setUp("Linear").click();
    await expect(dialog).toContainText("Nobody is connected to it");
    await dialog.getByLabel("Address").fill("ftp://mcp.example/");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toContainText("Give an http or https address");
    await dialog.getByLabel("Address").fill(answering.url);
    await dialog.getByLabel("How accounts are let in").selectOption({ label: "A key of the account" });
    await dialog.getByText("Scopes and headers").click();
    await dialog.getByLabel("Headers", { exact: false }).last().fill(`X-Secret: ${CANARY}`);
    await expectAccessibleEverywhere(page);
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(on.row("Linear")).toContainText("The service itself");
    await on.open();
    await on.setUp("Linear").click();
    await expect(dialog).toContainText("X-Secret: kept where empty");
    expect(await page.content()).not.toContain(CANARY);
    await page.keyboard.press("Escape");
  });

  await test.step("it is tested without registering", async () => {
    await page.getByRole("button", { name: "Test Linear" }).click();
    await expect(on.row("Linear")).toContainText("Takes a key");
  });

  await test.step("before a change it says whose connections break, and a reset goes back", async () => {
    const userId = somebody();
    const made = await page.request.post("/api/instances", {
      headers: { origin: app.origin },
      data: { serverName: "Linear", userId },
    });
    const { instance } = await made.json();
    expect(instance.signIn).toBe("key");
    await page.request.post(`/api/instances/${instance.id}/key`, {
      headers: { origin: app.origin },
      data: { key: "a-key" },
    });
    await on.open();
    await on.setUp("Linear").click();
    await expect(dialog).toContainText("A change breaks 1 connection");
    await expect(dialog.getByRole("listitem").filter({ hasText: userId })).toContainText(
      "not used in 30 days",
    );
    await expectAccessibleEverywhere(page);
    await dialog.getByRole("button", { name: "Reset" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(on.row("Linear")).toContainText("Sandbox");
  });

  await test.step("a server of one's own is added, chosen in the picker, stays as long as it is used, and has what changes of it reviewed", async () => {
    await page.getByRole("button", { name: "Add a server" }).click();
    const add = on.dialog("Add a server");
    await add.getByLabel("Address").fill(answering.url);
    await add.getByRole("button", { name: "Add server" }).click();
    await expect(add).toContainText("Name the server.");
    await add.getByLabel("Name").fill("github");
    await add.getByLabel("How accounts are let in").selectOption({ label: "No sign-in" });
    await add.getByRole("button", { name: "Add server" }).click();
    await expect(add).toContainText("There is a server called GitHub already.");
    await add.getByLabel("Name").fill("Acme Desk");

    const icon = add.getByRole("group", { name: "Icon" });
    const refusedFor = async (file: Buffer, mimeType: string, why: string) => {
      await icon.locator("input").setInputFiles({ name: "icon", mimeType, buffer: file });
      if (why.startsWith("Use")) await add.getByRole("button", { name: "Add server" }).click();
      await expect(icon).toContainText(why);
      await expect(icon.locator("input")).toHaveAttribute("aria-invalid", "true");
      await expect(add.getByLabel("Name")).toHaveValue("Acme Desk");
      await expect(add.getByLabel("Address")).toHaveValue(answering.url);
      await expect(add.getByLabel("How accounts are let in")).toHaveValue("none");
    };
    await refusedFor(Buffer.from("<svg/>"), "image/svg+xml", "Choose a PNG, JPEG or WebP image.");
    await refusedFor(
      Buffer.alloc(33 * 1024),
      "image/png",
      "Choose an image of at most 32 KiB. This one has 33.",
    );
    // Only the server looks at what a file is.
    await refusedFor(Buffer.from("no image"), "image/png", "Use a PNG, JPEG or WebP of at most 32 KiB.");
    await expectAccessibleEverywhere(page);
    await icon.locator("input").setInputFiles({ name: "icon", mimeType: "image/png", buffer: PNG });
    await expect(icon.locator("input")).not.toHaveAttribute("aria-invalid");

    await page.route("**/api/servers", (route) => route.abort(), { times: 1 });
    await add.getByRole("button", { name: "Add server" }).click();
    await expect(add.getByRole("alert")).toContainText("Nothing was changed");
    await expect(add.getByLabel("Name")).toHaveValue("Acme Desk");
    await add.getByRole("button", { name: "Add server" }).click();
    await expect(add).toHaveCount(0);
    await expect(on.row("Acme Desk")).toContainText("Your own");
    const shown = on.row("Acme Desk").locator("img");
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);

    const create = createPage(page);
    await create.open();
    await create.create("Acme Desk", somebody());
    await expect(create.status("No sign-in needed")).toBeVisible();
    const serverUrl = await create.readUrl();

    await on.open();
    await page.getByRole("button", { name: "Delete Acme Desk" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete server" }).click();
    await expect(page.getByText("Acme Desk has 1 instance.")).toBeVisible();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
    await expect(on.row("Acme Desk")).toBeVisible();

    const listed = async () =>
      (await listTools(serverUrl, { pin: "2026-07-28" })).map(({ description }) => description);
    const changes = page.getByRole("region", { name: "Tools that changed" });
    expect(await listed()).toEqual(["Opens a ticket."]);
    await changes.getByText("Hold it").click();
    await expect(changes).toContainText("It is neither listed nor called until it is approved here.");
    answering.describe("Opens a ticket, and tells everybody.");
    expect(await listed()).toEqual([]);
    await on.open();
    await changes.getByText("What changed").click();
    await expect(changes.getByRole("figure").first()).toContainText("Opens a ticket.");
    await expect(changes.getByRole("figure").last()).toContainText("Opens a ticket, and tells everybody.");
    await expectAccessibleEverywhere(page);
    await changes.getByRole("button", { name: "Approve open_ticket of Acme Desk" }).click();
    await expect(changes).toContainText("0 changes to review");
    expect(await listed()).toEqual(["Opens a ticket, and tells everybody."]);
  });

  await test.step("what an agent did at a vendor's own server, and was refused, stands on the instance's page", async () => {
    const headers = { origin: app.origin };
    const target = { kind: "remote", url: vendor.resource };
    await page.request.put("/api/targets/Linear", { headers, data: target });
    await on.open();
    await on.setUp("Linear").click();
    await dialog.getByRole("button", { name: "Test with registration" }).click();
    await expect(dialog).toContainText("It registered this console, and deleted that again.");
    await page.keyboard.press("Escape");

    const data = { serverName: "Linear", userId: somebody() };
    const { instance } = await (await page.request.post("/api/instances", { headers, data })).json();
    const address = `/instances/${instance.id}`;
    await page.goto(address);
    const window = await openWindow(page, page.getByRole("button", { name: "Connect Linear" }));
    if (!window.isClosed()) await window.waitForEvent("close");
    await expect(page.locator("main header").getByText("Connected", { exact: true })).toBeVisible();

    const reveal = async () => {
      const revealed = await page.request.post(`/api/instances/${instance.id}/reveal`, { headers });
      return (await revealed.json()).serverUrl as string;
    };
    const first = await reveal();
    const ask = (serverUrl: string, times = 1) =>
      withClient(serverUrl, { pin: "2026-07-28" }, async (client) => {
        for (let time = 1; time < times; time += 1) await client.callTool({ name: "who" });
        return client.callTool({ name: "who" });
      });
    const theirs = { content: [{ type: "text", text: "ada@vendor" }] };
    expect(await ask(first)).toMatchObject(theirs);
    const token = vendor.asked.at(-1)?.authorization?.replace("Bearer ", "") ?? "";
    vendor.refused.add(token);
    expect(await ask(first)).toMatchObject(theirs);

    const limit = page.getByLabel("Calls a minute");
    await limit.fill("1");
    await limit.press("Enter");
    await expect(page.getByText("At most 1 call a minute")).toBeVisible();
    await expect(ask(first, 2)).rejects.toThrow(/may be called once a minute/);
    await limit.fill("");
    await limit.press("Enter");
    await expect(page.getByText("There is no limit any more")).toBeVisible();

    const suspended = page.getByRole("switch", { name: "Suspended" });
    await suspended.check();
    await expect(suspended).toBeEnabled();
    await expect(ask(first)).rejects.toThrow(/This instance is suspended/);
    await suspended.uncheck();
    await expect(suspended).toBeEnabled();
    expect(await ask(first)).toMatchObject(theirs);

    await page.getByRole("button", { name: "Change the URL" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Change URL" }).click();
    await expect(page.getByText("The URL was changed")).toBeVisible();
    const open = withClient(first, "legacy", (client) => client.ping());
    await expect(open).rejects.toThrow(/No server answers at this URL/);
    expect(await ask(await reveal())).toMatchObject(theirs);

    const usage = page.getByRole("region", { name: "Usage" });
    // Calls are written down once a second.
    await expect(async () => {
      await page.goto(address);
      await expect(usage).toContainText("7 calls2 errors", { timeout: 2_000 });
    }).toPass();
    await usage.getByText("Recent calls").click();
    const recent = usage.getByRole("listitem").filter({ hasText: /who.* ms[\da-f-]{36}$/ });
    await expect(recent).toHaveText([
      /Done/,
      /Done/,
      /Refused: suspended/,
      /Refused: call-limit/,
      /Done/,
      /Done/,
      /Done/,
    ]);
    const tokens = page.getByRole("region", { name: "Tokens" });
    await expect(tokens).toContainText("Renewed, with a new refresh token");
    await tokens.getByText("1 renewal").click();
    await expect(tokens.getByRole("listitem")).toHaveText(/[\w-]{8} → [\w-]{8}by \S+:\d+$/);
    await expectAccessibleEverywhere(page);
    expect(token.length).toBeGreaterThan(20);
    expect(await page.content()).not.toContain(token.slice(0, 8));

    await page.getByRole("button", { name: "Remove authorization" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove authorization" }).click();
    await expect(tokens).toContainText("Its tokens were revoked at the provider.");
    await expect(ask(await reveal())).rejects.toThrow(/not any more\. Open http.+\/engine\/connect\//);
  });
  await context.close();
  vendor.stop();
  answering.stop();
});
