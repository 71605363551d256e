import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { engineClient } from "../../../db/schema/engine-credential";
import { json, type ProtectedServer, startProtectedServer } from "../../oauth/testing-provider";
import { startEngine, type TestEngine } from "../../testing";
import { freePort } from "./testing";

let engine: TestEngine;
let vendor: ProtectedServer;
let away: string;
beforeAll(async () => {
  const port = await freePort();
  away = `127.0.0.1:${await freePort()}`;
  vendor = await startProtectedServer({ port });
  engine = await startEngine({ allowHosts: [`127.0.0.1:${port}`, away], providerTimeout: 3_000 });
});
afterEach(async () => {
  vendor.overrides.clear();
  vendor.asked.splice(0);
  await engine.targets.reset("Linear");
  await engine.db.delete(engineClient);
});
afterAll(async () => {
  vendor.stop();
  await engine.stop();
});

const METADATA = ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"];

async function verdictOf(form: object = {}, register = false) {
  await engine.targets.write("Linear", { kind: "remote", url: vendor.resource, ...form });
  const { readiness } = await engine.targets.test("Linear", { register });
  return { verdict: readiness?.verdict, words: readiness?.words.join("\n") ?? "" };
}
async function withMetadata(change: object) {
  const metadata = await (await fetch(`${vendor.issuer}/.well-known/openid-configuration`)).json();
  for (const path of METADATA) {
    vendor.overrides.set(path, (_, response) => json(response, { ...metadata, ...change }));
  }
}

it("a vendor that lets clients register works, and none is registered unless it is asked for", async () => {
  expect(await verdictOf()).toMatchObject({ verdict: "works", words: expect.stringContaining("not tried") });
  expect(vendor.asked.filter(({ path }) => path === "/reg")).toEqual([]);
  expect(await engine.db.select().from(engineClient)).toEqual([]);
  expect((await verdictOf({}, true)).verdict).toBe("works");
  expect(await engine.db.select().from(engineClient)).toHaveLength(1);
  expect((await verdictOf()).words).toContain("is known there");
});

it("a vendor that refuses the callback is told apart, in its own words and with what to do", async () => {
  vendor.overrides.set("/reg", (_, response) =>
    json(response, { error: "invalid_redirect_uri", error_description: "Ask us first" }, 403),
  );
  const { verdict, words } = await verdictOf({}, true);
  expect(verdict).toBe("callback-not-allowed");
  expect(words).toContain("Ask us first");
  expect(words).toContain(`${engine.appUrl}/engine/oauth/callback`);
});

it("a vendor that lets no client register needs an app of one's own, with the exact redirect URI", async () => {
  await withMetadata({ registration_endpoint: undefined });
  const { verdict, words } = await verdictOf();
  expect(verdict).toBe("needs-own-app");
  expect(words).toContain(`exactly ${engine.appUrl}/engine/oauth/callback`);
  const own = { registration: "own-app", clientId: "ours", clientSecret: "s" };
  expect((await verdictOf(own)).verdict).toBe("works");
});

it("a vendor without PKCE is unsafe", async () => {
  await withMetadata({ code_challenge_methods_supported: undefined });
  expect((await verdictOf()).verdict).toBe("unsafe");
});

it("what is not there is unreachable, and what takes keys takes keys", async () => {
  expect((await verdictOf({ url: `http://${away}/mcp` })).verdict).toBe("unreachable");
  expect((await verdictOf({ url: "http://10.0.0.1/mcp" })).verdict).toBe("unreachable");
  expect((await verdictOf({ registration: "key" })).verdict).toBe("takes-key");
});

it("a verdict does not hold for another address", async () => {
  await verdictOf();
  const moved = await engine.targets.write("Linear", { kind: "remote", url: `${vendor.issuer}/other` });
  expect(moved.readiness).toBeNull();
});

it("secrets stay while the address stays, and are told to no other", async () => {
  const own = { kind: "remote", registration: "own-app", clientId: "ours" } as const;
  const secrets = { clientSecret: "s", headers: { "X-Region": "eu" } };
  await engine.targets.write("Linear", { ...own, url: vendor.resource, ...secrets });
  const kept = await engine.targets.write("Linear", { ...own, url: vendor.resource });
  expect(kept).toMatchObject({ hasClientSecret: true, headers: ["X-Region"] });
  const moved = await engine.targets.write("Linear", { ...own, url: "https://elsewhere.example/mcp" });
  expect(moved).toMatchObject({ hasClientSecret: false, headers: [] });
});
