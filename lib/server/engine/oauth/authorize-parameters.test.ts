import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authorizePages } from "../rest/authorize-pages";
import { createRemote, freePort } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";
import { readAsked } from "./authorize-parameters";
import { createBrowser } from "./testing";
import { type ProtectedServer, startProtectedServer } from "./testing-provider";

const ID = "3f1c0f60-8f0e-4c39-9a55-0d2f1f1c6a11";
const read = (slug: string, query: Record<string, string>) =>
  readAsked(slug, (name) => (name === "instance_id" ? ID : query[name]));

/** Good and bad values of each parameter that the API has beside the instance and the way back. */
const VALUES: Record<string, { good: string[]; bad: string[] }> = {
  client_id: { good: ["Iv1.abc/def", "x".repeat(512)], bad: ["x".repeat(513), "é", "a\nb", "a\0"] },
  scope: {
    good: ["repo", "repo,user", "a b  c", "a, b", "https://g.example/auth/x"],
    bad: ['a"b', "a\\b", "é", ","],
  },
  user_scope: { good: ["chat:write"], bad: ['"', "\u202e"] },
  subdomain: { good: ["acme", "a-1", "A"], bad: ["a.b", "-a", "a-", "a/b", "evil.example#", "x".repeat(64)] },
  environment: { good: ["sandbox", "production"], bad: ["Production", "test", "sandbox production"] },
  client_slug: { good: ["my-app_1"], bad: ["a/b", "..", "a b", "x".repeat(101)] },
  code_challenge: {
    good: ["x".repeat(43), "x".repeat(128)],
    bad: ["x".repeat(42), "x".repeat(129), "+".repeat(43)],
  },
  code_challenge_method: { good: ["S256", "plain"], bad: ["s256", "none"] },
  instance_url: {
    good: ["https://acme.salesforce.com", "https://acme.my.salesforce.com/"],
    bad: [
      "http://acme.salesforce.com",
      "https://salesforce.com.evil.example",
      "https://evil.example/.salesforce.com",
      "https://evilsalesforce.com",
      "https://evil.example#.salesforce.com",
      "https://a@evil.example\\.salesforce.com",
      "https://acme.salesforce.com:444",
      "https://acme.salesforce.com/path",
      "javascript:alert(1)//.salesforce.com",
    ],
  },
  force_refresh: { good: ["true", "0", "Yes"], bad: ["maybe", "2"] },
};

describe("each of the authorize pages", () => {
  const pages = authorizePages().map(({ slug, parameters }) => [slug, parameters] as const);
  it.each(pages)("of %s checks each parameter that it takes, and looks at no other", (slug, parameters) => {
    const names = new Set(parameters.map(({ name }) => name));
    const required = Object.fromEntries(
      parameters.flatMap(({ name, required }) => (required ? [[name, VALUES[name]?.good[0] ?? ""]] : [])),
    );
    for (const [name, { good, bad }] of Object.entries(VALUES)) {
      for (const value of good)
        expect(read(slug, { ...required, [name]: value }), value).not.toHaveProperty("wrong");
      for (const value of bad) {
        const asked = read(slug, { ...required, [name]: value });
        if (names.has(name))
          expect(asked, `${name}=${value}`).toMatchObject({ wrong: expect.stringContaining(name) });
        else expect(asked, `${name}=${value}`).not.toHaveProperty("wrong");
      }
    }
    for (const name of Object.keys(required)) {
      if (name !== "instance_id")
        expect(read(slug, {})).toMatchObject({ wrong: expect.stringContaining(name) });
    }
  });

  it("takes an empty parameter for none", () => {
    expect(read("github", { client_id: "", scope: " ", redirect_url: "" })).toEqual({ again: true });
  });
});

describe("what a page was asked for", () => {
  let engine: TestEngine;
  let vendor: ProtectedServer;
  beforeAll(async () => {
    const port = await freePort();
    engine = await startEngine({ allowHosts: [`127.0.0.1:${port}`], providerTimeout: 3_000 });
    vendor = await startProtectedServer({
      port,
      registration: false,
      callback: `${engine.appUrl}/engine/oauth/callback`,
      clients: ["ours", "theirs"].map((client_id) => ({
        client_id,
        client_secret: "the secret of the app",
        token_endpoint_auth_method: "client_secret_basic" as const,
      })),
    });
    for (const client_id of ["theirs", "ours"]) {
      const body = { client_id, client_secret: "the secret of the app", server_name: "Linear" };
      expect((await engine.api("/white-labeling/create", { method: "POST", body })).status).toBe(200);
    }
  });
  afterAll(async () => {
    vendor.stop();
    await engine.stop();
  });

  const create = () => createRemote(engine, "Linear", { url: vendor.resource }, { userId: randomUUID() });
  const consentOf = (hops: string[]) =>
    new URL(hops.find((hop) => hop.includes("/auth?")) ?? "").searchParams;

  it.each(["ours", "theirs"])("is asked for as the app of the client id %s", async (clientId) => {
    const { oauthUrl } = await create();
    const end = await createBrowser(engine).visit(`${oauthUrl}&client_id=${clientId}`);
    expect(end.html).toContain("Linear is connected");
    expect(consentOf(end.hops).get("client_id")).toBe(clientId);
  });

  it("is not asked for as an app that nobody made known, and the page says so", async () => {
    const { oauthUrl } = await create();
    const end = await createBrowser(engine).visit(`${oauthUrl}&client_id=nobodys`);
    expect(end.status).toBe(400);
    expect(end.hops).toHaveLength(1);
    expect(end.html).toContain("nobodys");
  });

  it("is asked for by the scopes of the link", async () => {
    const { oauthUrl } = await create();
    const end = await createBrowser(engine).visit(`${oauthUrl}&scope=mcp:use,offline_access`);
    expect(consentOf(end.hops).get("scope")).toBe("mcp:use offline_access");
  });

  it("is not asked for again where it is there, if the link says so", async () => {
    const body = { serverName: "Sentry", userId: randomUUID() };
    const created = await engine.api("/mcp-server/instance/create", { method: "POST", body });
    const { oauthUrl }: { oauthUrl: string } = await created.json();
    const browser = createBrowser(engine);
    const consent = await browser.visit(`${oauthUrl}&force_refresh=false`);
    await browser.press(consent, "allow");
    const end = await browser.visit(`${oauthUrl}&force_refresh=false`);
    expect(end.html).toContain("Sentry is connected already");
    expect(end.hops).toHaveLength(1);
    expect((await browser.visit(oauthUrl)).html).toContain("Allow");
  });

  it("does not stop the sandbox, which has scopes and an app of its own", async () => {
    const body = { serverName: "GitHub", userId: randomUUID() };
    const created = await engine.api("/mcp-server/instance/create", { method: "POST", body });
    const { oauthUrl }: { oauthUrl: string } = await created.json();
    const browser = createBrowser(engine);
    const end = await browser.press(await browser.visit(`${oauthUrl}&scope=repo,user`), "allow");
    expect(end.html).toContain("GitHub is connected");
  });
});
