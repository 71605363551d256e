import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expectAccessibleEverywhere } from "./axe";
import { administratorEnv, expect, signIn, test } from "./test";

/** An endpoint on this machine, which answers as it is told to. */
async function startReceiver() {
  const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    seen.push({ headers: request.headers, body: await text(request) });
    response.writeHead(answers.shift() ?? 204).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { seen, answers, host, close: () => server.close() };
}

test("the signed-out neither see nor add webhooks", async ({ meet, app }) => {
  const stranger = await meet();
  const headers = { origin: app.origin };
  const data = { url: "https://receiver.example/", events: ["instance.created"] };
  expect((await stranger.request.post("/api/webhooks", { headers, data })).status()).toBe(401);
  await stranger.goto("/settings/webhooks");
  await expect(stranger).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fwebhooks$/);
});

test("a webhook is added, told, tested, repeated, rotated, disabled and deleted", async ({
  browser,
  start,
}) => {
  const receiver = await startReceiver();
  const app = await start({ env: { ...administratorEnv(), ENGINE_ALLOW_HOSTS: receiver.host } });
  const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
  const page = await context.newPage();
  const address = `http://${receiver.host}/hooks`;
  const headers = { origin: app.origin };

  await page.goto("/settings/webhooks");
  await expect(page.getByRole("heading", { name: "Webhooks", level: 1 })).toBeVisible();
  await expect(page.getByText("No webhooks yet")).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.getByRole("button", { name: "Add a webhook" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a webhook" });
  await dialog.getByRole("textbox", { name: "Address" }).fill("https://10.0.0.1/");
  await dialog.getByRole("button", { name: "Add webhook" }).click();
  await expect(dialog.getByText("Choose at least one event.")).toBeVisible();
  await dialog.getByRole("checkbox", { name: /^instance\.created/ }).check();
  await dialog.getByRole("button", { name: "Add webhook" }).click();
  await expect(dialog.getByText("not on the public internet")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await dialog.getByRole("textbox", { name: "Address" }).fill(address);
  await dialog.getByRole("button", { name: "Add webhook" }).click();

  const made = page.getByRole("dialog", { name: "The webhook is added" });
  const secret = (await made.locator("code").textContent()) ?? "";
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  await expectAccessibleEverywhere(page);
  await made.getByRole("button", { name: "Done" }).click();
  await expect(made).toHaveCount(0);
  expect(await page.content()).not.toContain(secret);

  await page.request.post("/api/instances", { headers, data: { serverName: "GitHub", userId: "ada" } });
  await expect.poll(() => receiver.seen.length, { timeout: 30_000 }).toBe(1);
  const [told] = receiver.seen;
  const signed = `${told?.headers["webhook-id"]}.${told?.headers["webhook-timestamp"]}.${told?.body}`;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  expect(told?.headers["webhook-signature"]).toBe(
    `v1,${createHmac("sha256", key).update(signed).digest("base64")}`,
  );

  await page.getByRole("link", { name: address }).click();
  await expect(page.getByRole("heading", { name: address, level: 1 })).toBeVisible();
  const deliveries = page.getByRole("region", { name: "Deliveries" });
  await expect(deliveries.getByRole("listitem").first()).toContainText("Delivered");
  receiver.answers.push(503);
  await page.getByRole("button", { name: "Send a test event" }).click();
  await expect(page.getByText("The endpoint did not take it")).toBeVisible();
  await expect(deliveries).toContainText("Failed");
  await deliveries.getByText("1 attempt").first().click();
  await expect(deliveries).toContainText("It answered 503.");
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Send again: webhook.test" }).click();
  await expect(page.getByText("The endpoint has it")).toBeVisible();

  await page.getByRole("button", { name: "Rotate secret" }).click();
  const rotation = page.getByRole("dialog", { name: "Rotate the secret?" });
  await rotation.getByRole("button", { name: "Rotate secret" }).click();
  const rotated = page.getByRole("dialog", { name: "The new secret" });
  expect(await rotated.locator("code").textContent()).not.toBe(secret);
  await rotated.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: "Disable", exact: true }).click();
  await expect(page.getByText("This webhook is disabled")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Enable it" }).click();
  await expect(page.getByText("This webhook is disabled")).toHaveCount(0);

  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const edit = page.getByRole("dialog", { name: "Edit the webhook" });
  await edit.getByRole("checkbox", { name: /^instance\.deleted/ }).check();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Told of instance.created, instance.deleted.")).toBeVisible();

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const question = page.getByRole("alertdialog", { name: "Delete this webhook?" });
  await question.getByRole("button", { name: "Delete webhook" }).click();
  await expect(page).toHaveURL("/settings/webhooks");
  await expect(page.getByText("No webhooks yet")).toBeVisible();
  await context.close();
  receiver.close();
});
