import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startEngine, type TestEngine } from "../testing";
import { connectUrl } from "../urls";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

async function create(serverName: "GitHub" | "Zendesk" | "Exa" = "GitHub", userId = `user-${randomUUID()}`) {
  const response = await engine.api("/mcp-server/instance/create", {
    method: "POST",
    body: { serverName, userId },
  });
  const { instanceId } = await response.json();
  const url =
    connectUrl(engine.appUrl, engine.cipher, { id: instanceId, serverName, registration: null }) ?? "";
  return { instanceId, userId, url };
}

/** Where a page leads on to; undefined where it asks. */
const leadsTo = (response: Response) => response.headers.get("refresh")?.replace(/^0; url=/, "");
const press = (url: string, { origin = engine.appUrl, ...fields }: Record<string, string> = {}) =>
  fetch(url, { method: "POST", headers: { origin }, body: new URLSearchParams(fields), redirect: "manual" });

it("says whom it is for, and leads nowhere before somebody presses", async () => {
  const { url, userId } = await create("GitHub", `<b>ada</b>-${randomUUID()}`);
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(leadsTo(response)).toBeUndefined();
  const text = await response.text();
  expect(text).toContain(`I am ${userId.replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;")}: Connect`);
  expect(text).not.toContain("authorize");
  expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
});

it("leads to the consent after a press on the page itself, and not on another site's", async () => {
  const { url, instanceId } = await create();
  for (const origin of ["https://evil.example", "null"]) {
    expect(leadsTo(await press(url, { origin }))).toBeUndefined();
  }
  expect(leadsTo(await press(url))).toBe(
    `${engine.appUrl}/engine/oauth/github/authorize?instance_id=${instanceId}`,
  );
});

it("asks for what the service needs first", async () => {
  const { url } = await create("Zendesk");
  expect(await (await fetch(url)).text()).toContain('name="subdomain"');
  expect(leadsTo(await press(url))).toBeUndefined();
  expect(leadsTo(await press(url, { subdomain: " acme ", other: "x" }))).toMatch(/&subdomain=acme$/);
});

it("is found by the whole of its address alone, and replaces no account that is connected", async () => {
  const { url, instanceId } = await create();
  const key = url.split("/").at(-1) ?? "";
  for (const wrong of [
    url.slice(0, -1),
    `${engine.appUrl}/engine/connect/${randomUUID()}/${key}`,
    url.replace("/connect/", "/mcp/"),
  ]) {
    expect((await fetch(wrong)).status).not.toBe(200);
    expect(leadsTo(await press(wrong))).toBeUndefined();
  }
  const authData = { token: "a-token" };
  await engine.api("/mcp-server/instance/set-auth", { method: "POST", body: { instanceId, authData } });
  expect(await (await fetch(url)).text()).toContain("This account is connected");
  expect(leadsTo(await press(url))).toBeUndefined();
});

it("is not there for services without consent, nor for other methods", async () => {
  expect((await create("Exa")).url).toBe("");
  const response = await fetch((await create()).url, { method: "DELETE" });
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, POST"]);
});
