import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expectAccessibleEverywhere } from "./axe";
import { createPage, somebody } from "./create-page";
import { administratorEnv, expect, signIn, test } from "./test";

const CANARY = "a-canary-secret";

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

/** A server that answers everything, as far as a test of readiness asks. */
async function startAnswering() {
  const server = createServer((_, response) =>
    response
      .writeHead(200, { "content-type": "application/json" })
      .end('{"jsonrpc":"2.0","id":1,"result":{}}'),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, url: `http://${host}/mcp`, stop: () => server.close() };
}

test("the signed-out neither see nor change where servers lead", async ({ meet, app }) => {
  const stranger = await meet();
  const headers = { origin: app.origin };
  const own = { name: "Eve", category: "Other", url: "https://eve.example/" };
  expect((await stranger.request.post("/api/servers", { headers, data: own })).status()).toBe(401);
  await stranger.goto("/settings/servers");
  await expect(stranger).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fservers$/);
});

// With a console of its own, which may call the answering server.
test("where a server leads is set, tested, and reset, and secrets are never read back", async ({
  browser,
  start,
}) => {
  test.slow();
  const answering = await startAnswering();
  const app = await start({ env: { ...administratorEnv(), ENGINE_ALLOW_HOSTS: answering.host } });
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

  await test.step("a server of one's own is added, chosen in the picker, and stays as long as it is used", async () => {
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
    await expectAccessibleEverywhere(page);
    await add.getByRole("button", { name: "Add server" }).click();
    await expect(add).toHaveCount(0);
    await expect(on.row("Acme Desk")).toContainText("Your own");

    const create = createPage(page);
    await create.open();
    await create.create("Acme Desk", somebody());
    await expect(create.status("No sign-in needed")).toBeVisible();

    await on.open();
    await page.getByRole("button", { name: "Delete Acme Desk" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete server" }).click();
    await expect(page.getByText("Acme Desk has 1 instance.")).toBeVisible();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
    await expect(on.row("Acme Desk")).toBeVisible();
  });
  await context.close();
  answering.stop();
});
