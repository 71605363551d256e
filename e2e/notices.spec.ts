import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expectAccessibleEverywhere } from "./axe";
import { administratorEnv, expect, signIn, test } from "./test";

test("a member chooses what to be told of, tries it, and gives it up", async ({ browser, start }) => {
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    seen.push(await text(request));
    response.end("ok");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const app = await start({ env: { ...administratorEnv(), ENGINE_ALLOW_HOSTS: host } });
  const context = await browser.newContext({ storageState: await signIn(app.origin), baseURL: app.origin });
  const page = await context.newPage();

  await page.goto("/account");
  await expect(page.getByText("Not by mail: this console sends none")).toBeVisible();
  await expectAccessibleEverywhere(page);
  const field = page.getByRole("textbox", { name: /^Incoming webhook/ });
  await field.fill("https://10.0.0.1/hook");
  await page.getByRole("button", { name: "Save notices" }).click();
  await expect(page.getByText("not on the public internet")).toBeVisible();

  await page.getByRole("checkbox", { name: /^instance\.created/ }).check();
  await field.fill(`http://${host}/a-secret-path`);
  await page.getByRole("button", { name: "Save notices" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await expect(field).toHaveAttribute("placeholder", `Kept, at ${host}`);
  await page.reload();
  await expect(page.getByRole("checkbox", { name: /^instance\.created/ })).toBeChecked();
  expect(await page.content()).not.toContain("a-secret-path");

  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByText("By the incoming webhook: sent")).toBeVisible();
  expect(JSON.parse(seen[0] ?? "").text).toContain("This is a test");
  await expectAccessibleEverywhere(page);

  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Save notices" }).click();
  await expect(page.getByRole("button", { name: "Send a test" })).toHaveCount(0);
  await context.close();
  server.close();
});
