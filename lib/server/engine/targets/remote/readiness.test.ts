import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { engineClient } from "../../../db/schema/engine-credential";
import { json, type ProtectedServer, startProtectedServer } from "../../oauth/testing-provider";
import { startEngine, type TestEngine } from "../../testing";
import { freePort, startServer } from "./testing";

let engine: TestEngine;
let vendor: ProtectedServer;
let away: string;
/** A host that answers everything as done. */
let elsewhere: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  const port = await freePort();
  away = `127.0.0.1:${await freePort()}`;
  elsewhere = await startServer((_, response) => response.writeHead(204).end());
  vendor = await startProtectedServer({ port, management: true });
  engine = await startEngine({
    allowHosts: [`127.0.0.1:${port}`, away, elsewhere.host],
    providerTimeout: 3_000,
  });
});
afterEach(async () => {
  vendor.overrides.clear();
  vendor.asked.splice(0);
  await engine.targets.reset("Linear");
  await engine.db.delete(engineClient);
});
afterAll(async () => {
  vendor.stop();
  elsewhere.stop();
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
});

it("a registration that was made to try it is deleted at the vendor", async () => {
  const made: string[] = [];
  const deleted: string[] = [];
  const note =
    (into: string[]) =>
    (_: unknown, { clientId }: { clientId: string }) =>
      void into.push(clientId);
  vendor.provider.on("registration_create.success", note(made));
  vendor.provider.on("registration_delete.success", note(deleted));
  const { verdict, words } = await verdictOf({}, true);
  expect({ verdict, words }).toMatchObject({
    verdict: "works",
    words: expect.stringContaining("deleted that"),
  });
  expect(made).toHaveLength(1);
  expect(deleted).toEqual(made);
  expect(await vendor.provider.Client.find(made[0] ?? "")).toBeUndefined();
  expect(await engine.db.select().from(engineClient)).toEqual([]);
  expect((await verdictOf()).words).toContain("not tried");
});

it.each([
  ["refuses to delete it", { registration_client_uri: () => `${vendor.issuer}/reg/another` }],
  ["names another host for it", { registration_client_uri: () => `${elsewhere.url}/reg/mine` }],
  ["does not offer that", { registration_access_token: () => undefined }],
])("it is kept and used where the vendor %s", async (_, changed) => {
  const { port } = new URL(vendor.issuer);
  const registering = vendor.overrides;
  registering.set("/reg", async (request, response) => {
    registering.delete("/reg");
    const { method = "POST", headers } = request;
    const given = await fetch(`http://127.0.0.1:${port}/reg`, {
      ...{ method, body: await text(request) },
      headers: { "content-type": headers["content-type"] ?? "" },
    });
    const changes = Object.entries(changed).map(([name, value]) => [name, value()]);
    json(response, { ...(await given.json()), ...Object.fromEntries(changes) }, given.status);
  });
  const { verdict, words } = await verdictOf({}, true);
  expect({ verdict, words }).toMatchObject({
    verdict: "works",
    words: expect.stringContaining("from now on"),
  });
  const [kept] = await engine.db.select().from(engineClient);
  expect(await vendor.provider.Client.find(kept?.clientId ?? "")).toBeDefined();
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
