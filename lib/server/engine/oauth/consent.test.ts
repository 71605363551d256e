import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { engineClient, engineCredential } from "../../db/schema/engine-credential";
import { readStored } from "../store/credentials";
import { callTool, createRemote, freePort } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";
import { createBrowser } from "./testing";
import { json, type ProtectedServer, startProtectedServer } from "./testing-provider";

let engine: TestEngine;
/** Which registers whoever asks. */
let vendor: ProtectedServer;
/** Which knows two apps that its operator made, and registers nobody. */
let closed: ProtectedServer;
beforeAll(async () => {
  const ports = [await freePort(), await freePort()] as const;
  const allowHosts = ports.map((port) => `127.0.0.1:${port}`);
  engine = await startEngine({ allowHosts, providerTimeout: 3_000 });
  vendor = await startProtectedServer({ port: ports[0] });
  closed = await startProtectedServer({
    port: ports[1],
    registration: false,
    callback: `${engine.appUrl}/engine/oauth/callback`,
    clients: METHODS.map((token_endpoint_auth_method) => ({
      client_id: token_endpoint_auth_method,
      client_secret: "the secret of the app",
      token_endpoint_auth_method,
    })),
  });
});
afterEach(async () => {
  vendor.overrides.clear();
  vendor.asked.splice(0);
  await engine.db.delete(engineClient);
});
afterAll(async () => {
  vendor.stop();
  closed.stop();
  await engine.stop();
});

const METHODS = ["client_secret_basic", "client_secret_post"] as const;

async function create(form: object = {}, at = vendor) {
  return createRemote(engine, "Linear", { url: at.resource, ...form }, { userId: randomUUID() });
}
const isAuthenticated = async (instanceId: string) =>
  (await (await engine.api(`/mcp-server/instance/${instanceId}`)).json()).isAuthenticated;
const metadataOf = async ({ issuer }: ProtectedServer): Promise<Record<string, unknown>> =>
  (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
const METADATA = "/.well-known/oauth-authorization-server";

describe("an account at a vendor", () => {
  it("is connected after the engine registered itself, once for all instances", async () => {
    for (const _ of [1, 2]) {
      const { instanceId, oauthUrl, serverUrl } = await create();
      const end = await createBrowser(engine).visit(oauthUrl);
      expect(end.html).toContain("Linear is connected");
      const asked = new URL(end.hops.find((hop) => hop.includes("/auth?")) ?? "");
      expect(asked.searchParams.get("resource")).toBe(vendor.resource);
      expect(asked.searchParams.get("code_challenge_method")).toBe("S256");
      expect(await callTool(engine, serverUrl, "who")).toMatchObject({
        success: true,
        result: { content: [{ text: "ada@vendor" }] },
      });
      const stored = await readStored(engine, instanceId);
      expect(stored?.grant).toMatchObject({ issuer: vendor.issuer, resource: vendor.resource });
      expect(stored?.credential.secret).toMatchObject({ refresh_token: expect.any(String) });
    }
    expect(await engine.db.select().from(engineClient)).toHaveLength(1);
    expect(vendor.asked.filter(({ path }) => path === "/reg")).toHaveLength(1);
    const kept = JSON.stringify(await engine.db.select().from(engineCredential));
    expect(kept).not.toContain(vendor.issuer);
  });

  it.each(METHODS)(
    "is connected by the operator's own app, which shows its secret by %s",
    async (clientId) => {
      const form = { registration: "own-app", clientId, clientSecret: "the secret of the app" };
      const { instanceId, oauthUrl } = await create(form, closed);
      await createBrowser(engine).visit(oauthUrl);
      expect(await isAuthenticated(instanceId)).toBe(true);
      const rows = JSON.stringify(await engine.db.select().from(engineCredential));
      expect(rows).not.toContain("the secret of the app");
    },
  );
});

it("a console that everybody can reach is known by its own document, and registers nowhere", async () => {
  const port = await freePort();
  const appUrl = "https://patchbay.example.com";
  const known = await startEngine({ appUrl, allowHosts: [`127.0.0.1:${port}`] });
  const reader = await startProtectedServer({
    port,
    documents: (url) => fetch(String(url).replace(appUrl, known.origin)),
  });
  const { instanceId, oauthUrl, serverUrl } = await createRemote(known, "Linear", { url: reader.resource });
  const end = await createBrowser(known).visit(oauthUrl);
  expect(end.html).toContain("Linear is connected");
  const asked = new URL(end.hops.find((hop) => hop.includes("/auth?")) ?? "");
  expect(asked.searchParams.get("client_id")).toBe(`${appUrl}/engine/oauth/client.json`);
  expect(asked.searchParams.get("redirect_uri")).toBe(`${appUrl}/engine/oauth/callback`);
  expect(await callTool(known, serverUrl, "who")).toMatchObject({ success: true });
  expect((await readStored(known, instanceId))?.grant?.client.clientId).toContain("client.json");
  expect(reader.asked.filter(({ path }) => path === "/reg")).toEqual([]);
  reader.stop();
  await known.stop();
});

describe("nobody is sent to a vendor", () => {
  it("that lets no client register, and what to do is said", async () => {
    const { instanceId, oauthUrl } = await create({}, closed);
    const end = await createBrowser(engine).visit(oauthUrl);
    expect(end.status).toBe(502);
    expect(end.html).toContain("does not let clients register");
    expect(await isAuthenticated(instanceId)).toBe(false);
  });

  it("that refuses to register it, and the vendor's words are kept as text", async () => {
    vendor.overrides.set("/reg", (_, response) =>
      json(response, { error: "invalid_redirect_uri", error_description: "<b>Ask us first</b>" }, 403),
    );
    const { oauthUrl } = await create();
    const end = await createBrowser(engine).visit(oauthUrl);
    expect(end.html).toContain("&lt;b&gt;Ask us first");
    expect(end.html).not.toContain("<b>");
  });

  it.each([
    ["without PKCE", { code_challenge_methods_supported: undefined }, "PKCE"],
    ["with plain PKCE alone", { code_challenge_methods_supported: ["plain"] }, "PKCE"],
    ["that describes itself as somebody else", { issuer: "https://accounts.google.com" }, "somebody else"],
    ["whose consent is a script", { authorization_endpoint: "javascript:alert(1)" }, "makes no sense"],
    ["whose consent is not https", { authorization_endpoint: "http://vendor.example/auth" }, "not https"],
    ["whose tokens come from the local network", { token_endpoint: "http://10.0.0.1/token" }, "not https"],
  ])("%s", async (_, changed, reason) => {
    const metadata = { ...(await metadataOf(vendor)), ...changed };
    for (const path of [METADATA, "/.well-known/openid-configuration"]) {
      vendor.overrides.set(path, (_request, response) => json(response, metadata));
    }
    const { oauthUrl } = await create();
    const end = await createBrowser(engine).visit(oauthUrl);
    expect(end.status).toBe(502);
    expect(end.html).toContain(reason);
    expect(end.hops).toHaveLength(1);
  });

  it("that protects something else", async () => {
    vendor.overrides.set("/.well-known/oauth-protected-resource/mcp", (_, response) =>
      json(response, { resource: "https://elsewhere.example/mcp", authorization_servers: [vendor.issuer] }),
    );
    const { oauthUrl } = await create();
    const end = await createBrowser(engine).visit(oauthUrl);
    expect(end.html).toContain("another resource");
  });

  it.each([
    ["whose answers are huge", (response: ServerResponse) => response.end("x".repeat(10_000_000))],
    ["that says nothing", () => undefined],
  ])("%s", async (_, answer) => {
    for (const path of [METADATA, "/.well-known/openid-configuration"]) {
      vendor.overrides.set(path, (_request, response) => answer(response));
    }
    const { oauthUrl } = await create();
    const end = await createBrowser(engine).visit(oauthUrl);
    expect(end.status).toBe(502);
    expect(end.html).toMatch(/longer than|too long|stopped/);
  });
});

describe("the answer of a token endpoint", () => {
  async function endsWith(answer: (real: Record<string, unknown>) => [unknown, number?] | undefined) {
    vendor.overrides.set("/token", (_, response) => {
      const own = answer({ access_token: "an-access-token", token_type: "Bearer", refresh_token: "r" });
      if (own) json(response, ...own);
    });
    const { instanceId, oauthUrl } = await create();
    const end = await createBrowser(engine).visit(oauthUrl);
    return { end, connected: await isAuthenticated(instanceId) };
  }

  it("counts with 201 too", async () => {
    expect((await endsWith((real) => [real, 201])).connected).toBe(true);
  });

  it.each<[string, (real: Record<string, unknown>) => [unknown, number?] | undefined]>([
    ["an error, though it says 200", () => [{ error: "bad_verification_code" }]],
    ["tokens, though it says 400", (real) => [real, 400]],
    ["tokens within what was not reviewed", (real) => [{ authed_user: real }]],
    ["no token", () => [{ token_type: "Bearer" }]],
    ["a list", () => [[]]],
    ["ten megabytes", (real) => [{ ...real, padding: "x".repeat(10_000_000) }]],
    ["nothing at all", () => undefined],
  ])("connects nothing where it is %s", async (_, answer) => {
    const { end, connected } = await endsWith(answer);
    expect(connected).toBe(false);
    expect(end.html).toContain("was not connected");
  });

  it("is held to the issuer that was asked", async () => {
    const { instanceId, oauthUrl } = await create();
    const browser = createBrowser(engine);
    const { url } = await browser.visit(oauthUrl, undefined, (hop) => hop.includes("/oauth/callback?"));
    const forged = new URL(url);
    forged.searchParams.set("iss", "https://accounts.google.com");
    await browser.visit(forged.href);
    expect(await isAuthenticated(instanceId)).toBe(false);
    expect(vendor.tokenRequests()).toBe(0);
  });
});
