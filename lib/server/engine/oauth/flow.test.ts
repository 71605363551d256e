import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineAuthorization, engineCredential } from "../../db/schema/engine-credential";
import { sandboxCode } from "../../db/schema/sandbox";
import { startEngine, type TestEngine } from "../testing";
import { createBrowser, isReturnWith, returnAddress, type Visit } from "./testing";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

async function create(serverName = "GitHub", userId: string = randomUUID()) {
  const body = { serverName, userId };
  const response = await engine.api("/mcp-server/instance/create", { method: "POST", body });
  const created: { instanceId: string; oauthUrl: string } = await response.json();
  return created;
}
const isAuthenticated = async (instanceId: string) =>
  (await (await engine.api(`/mcp-server/instance/${instanceId}`)).json()).isAuthenticated;
const withReturn = (oauthUrl: string, to = returnAddress(engine.appUrl)) =>
  `${oauthUrl}&${new URLSearchParams({ redirect_url: to })}`;
const isCallback = (url: string) => url.includes("/oauth/callback?");
const isReturn = (url: string) => url.startsWith(returnAddress(engine.appUrl));
const expectDeadEnd = ({ status, html, hops }: Visit) => {
  expect(status).toBe(410);
  expect(html).toContain("no longer valid");
  expect(hops.some(isReturn)).toBe(false);
};

const STATE = `3f1c0f60-0000-4000-8000-000000000000.${"n".repeat(43)}`;
const OWN_ADDRESSES = [
  "",
  "/",
  "/connect/start?instance=3f1c0f60-0000-4000-8000-000000000000",
  `/connect/start?state=${STATE}`,
  "/connect/done",
  "/connect/done?state=",
  "/connect/done?state=abc.def",
  `/connect/done?state=${STATE}x`,
  `/connect/done?state=${STATE}&outcome=connected`,
  `/connect/done?outcome=connected&state=${STATE}`,
  `/connect/done?state=${STATE}&state=${STATE}`,
  `/connect/done/?state=${STATE}`,
  `/connect/done;x?state=${STATE}`,
  `/connect//done?state=${STATE}`,
  `/connect/start/..%2fdone?state=${STATE}`,
  `/connect/done?state=${STATE}#x`,
  `/sign-in?next=/connect/done?state=${STATE}`,
  "/api/auth/sign-out",
  "/engine/oauth/github/authorize",
  "/c/abc/start/0",
];

describe("the authorize page refuses", () => {
  it("an instance that does not exist, is no id, or belongs to another service", async () => {
    const { instanceId } = await create("Slack");
    for (const id of [randomUUID(), "", "not-an-id", "<script>alert(1)</script>", instanceId]) {
      const url = `${engine.appUrl}/engine/oauth/github/authorize?${new URLSearchParams({ instance_id: id })}`;
      const page = await createBrowser(engine).visit(url);
      expect(page.status).toBe(404);
      expect(page.html).toContain("leads nowhere");
      expect(page.html).not.toContain("<script");
    }
    const unknown = `${engine.appUrl}/engine/oauth/nothing/authorize?instance_id=${instanceId}`;
    expect((await createBrowser(engine).visit(unknown)).status).toBe(404);
  });

  it("a return address that is not the console's own", async () => {
    const { oauthUrl } = await create();
    const { host } = new URL(engine.appUrl);
    for (const to of [
      "https://evil.example/",
      "//evil.example/",
      "/connect/done",
      "",
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "java\tscript:alert(1)",
      "data:text/html,hello",
      `https://${host}/`,
      `http://user@${host}/`,
      `http://${host}@evil.example/`,
      `http://${host}.evil.example/`,
      "http://127.0.0.1:1/",
      `blob:${engine.appUrl}/3f1c0f60`,
      // Of the console's own addresses, only the one that ends a connect window: the others do things when visited.
      ...OWN_ADDRESSES.map((address) => engine.appUrl + address),
    ]) {
      const page = await createBrowser(engine).visit(withReturn(oauthUrl, to));
      expect(page.status, to).toBe(400);
      expect(page.hops).toHaveLength(1);
    }
    expect(await engine.db.select().from(engineAuthorization)).toEqual([]);
  });

  it("to begin without what the service requires, and names it", async () => {
    const { oauthUrl } = await create("Zendesk");
    for (const url of [oauthUrl, `${oauthUrl}&subdomain=`, `${oauthUrl}&subdomain=%20`]) {
      const page = await createBrowser(engine).visit(url);
      expect(page.status).toBe(400);
      expect(page.html).toContain("subdomain");
    }
    expect((await createBrowser(engine).visit(`${oauthUrl}&subdomain=acme`)).html).toContain("Allow");
  });
});

describe("connecting an account", () => {
  it("asks, and on Allow returns with the account connected, and the console is told so", async () => {
    const { instanceId, oauthUrl } = await create();
    const browser = createBrowser(engine);
    const consent = await browser.visit(withReturn(oauthUrl));
    expect(consent.html).toContain("Sandbox, standing in for GitHub");
    expect(await isAuthenticated(instanceId)).toBe(false);

    const end = await browser.press(consent, "allow", isReturn);
    expect(isReturnWith("connected", end.url, engine.appUrl)).toBe(true);
    const callback = new URL(end.hops.find(isCallback) ?? "");
    expect([...callback.searchParams.keys()].sort()).toEqual(["code", "iss", "state"]);
    expect(callback.searchParams.get("iss")).toBe(`${engine.appUrl}/engine/sandbox/github`);
    expect(await isAuthenticated(instanceId)).toBe(true);
    expect(browser.cookies.size).toBe(0);
  });

  it("ends on a plain page without a return address", async () => {
    const { instanceId, oauthUrl } = await create("Cal.com");
    const browser = createBrowser(engine);
    const end = await browser.press(await browser.visit(oauthUrl), "allow");
    expect(end.status).toBe(200);
    expect(end.html).toContain("Cal.com is connected. You can close this window.");
    expect(await isAuthenticated(instanceId)).toBe(true);
  });

  it("leaves the account alone on Deny, and returns all the same", async () => {
    const { instanceId, oauthUrl } = await create();
    const browser = createBrowser(engine);
    const end = await browser.press(await browser.visit(withReturn(oauthUrl)), "deny", isReturn);
    expect(end.hops.some((hop) => hop.includes("error=access_denied"))).toBe(true);
    expect(isReturnWith("denied", end.url, engine.appUrl)).toBe(true);
    expect(await isAuthenticated(instanceId)).toBe(false);

    const plain = await browser.press(await browser.visit(oauthUrl), "deny");
    expect(plain.html).toContain("GitHub was not connected");
  });

  it("tells a provider's own failure from a denial", async () => {
    const { oauthUrl } = await create();
    const browser = createBrowser(engine);
    const { url } = await browser.press(await browser.visit(withReturn(oauthUrl)), "deny", isCallback);
    const broken = url.replace("access_denied", "server_error");
    expect(
      isReturnWith("failed", (await browser.visit(broken, undefined, isReturn)).url, engine.appUrl),
    ).toBe(true);
  });

  it("keeps an earlier connection when a later attempt is denied", async () => {
    const { instanceId, oauthUrl } = await create();
    const browser = createBrowser(engine);
    await browser.press(await browser.visit(oauthUrl), "allow");
    await browser.press(await browser.visit(oauthUrl), "deny");
    expect(await isAuthenticated(instanceId)).toBe(true);
  });

  it("works for two accounts at once in one browser", async () => {
    const [github, slack] = [await create("GitHub"), await create("Slack")];
    const browser = createBrowser(engine);
    const first = await browser.visit(github.oauthUrl);
    const second = await browser.visit(slack.oauthUrl);
    await browser.press(first, "allow");
    await browser.press(second, "allow");
    expect(await isAuthenticated(github.instanceId)).toBe(true);
    expect(await isAuthenticated(slack.instanceId)).toBe(true);
  });

  it("keeps neither tokens nor states nor verifiers nor codes in plain text", async () => {
    const { oauthUrl } = await create();
    const browser = createBrowser(engine);
    const consent = await browser.visit(oauthUrl);
    const state = new URL(consent.url).searchParams.get("state") ?? "";
    const [authorization] = await engine.db.select().from(engineAuthorization);
    expect(JSON.stringify(authorization)).not.toContain(state);
    expect(authorization?.codeVerifier).toMatch(/^v1\./);
    const granted = await browser.press(consent, "allow", isCallback);
    const code = new URL(granted.url).searchParams.get("code") ?? "";
    expect(code).not.toBe("");
    expect(JSON.stringify(await engine.db.select().from(sandboxCode))).not.toContain(code);
    await browser.visit(granted.url);
    for (const { secret } of await engine.db.select().from(engineCredential)) expect(secret).toMatch(/^v1\./);
  });
});

describe("the callback refuses", () => {
  it("what no flow belongs to", async () => {
    const browser = createBrowser(engine);
    for (const query of ["", "?state=", "?state=made-up&code=made-up", "?code=made-up"]) {
      expectDeadEnd(await browser.visit(`${engine.appUrl}/engine/oauth/callback${query}`));
    }
  });

  it("a browser that did not begin the flow, and leaves it to the one that did", async () => {
    const { instanceId, oauthUrl } = await create();
    const browser = createBrowser(engine);
    const { url } = await browser.press(await browser.visit(oauthUrl), "allow", isCallback);
    expectDeadEnd(await createBrowser(engine).visit(url));
    expect(await isAuthenticated(instanceId)).toBe(false);
    expect((await browser.visit(url)).html).toContain("is connected");
  });

  it("a flow's cookie that was made up from its state, or taken from another flow", async () => {
    const { instanceId, oauthUrl } = await create();
    const [victim, attacker] = [createBrowser(engine), createBrowser(engine)];
    const { url } = await victim.press(await victim.visit(oauthUrl), "allow", isCallback);
    await attacker.visit((await create()).oauthUrl);
    const [name = ""] = [...victim.cookies.keys()];
    const [taken] = [...attacker.cookies.values()];
    for (const value of [new URL(url).searchParams.get("state") ?? "", taken?.value ?? ""]) {
      attacker.cookies.set(name, { value, path: "/" });
      expectDeadEnd(await attacker.visit(url));
    }
    expect(await isAuthenticated(instanceId)).toBe(false);
  });

  it("a state that was used before", async () => {
    const { instanceId, oauthUrl } = await create();
    const browser = createBrowser(engine);
    const { url } = await browser.press(await browser.visit(withReturn(oauthUrl)), "allow", isCallback);
    const cookies = new Map(browser.cookies);
    expect(isReturn((await browser.visit(url, undefined, isReturn)).url)).toBe(true);
    await engine.api(`/mcp-server/instance/${instanceId}/auth`, { method: "DELETE" });
    for (const [name, cookie] of cookies) browser.cookies.set(name, cookie);
    expectDeadEnd(await browser.visit(url));
    expect(await isAuthenticated(instanceId)).toBe(false);
  });

  it("a state that has expired", async () => {
    const { instanceId, oauthUrl } = await create();
    const browser = createBrowser(engine);
    const { url } = await browser.press(await browser.visit(withReturn(oauthUrl)), "allow", isCallback);
    await engine.db.update(engineAuthorization).set({ expiresAt: new Date(Date.now() - 1) });
    expectDeadEnd(await browser.visit(url));
    expect(await isAuthenticated(instanceId)).toBe(false);
  });

  it("a flow whose authorization was deleted meanwhile", async () => {
    const { instanceId, oauthUrl } = await create();
    const browser = createBrowser(engine);
    const { url } = await browser.press(await browser.visit(oauthUrl), "allow", isCallback);
    await engine.api(`/mcp-server/instance/${instanceId}/auth`, { method: "DELETE" });
    expectDeadEnd(await browser.visit(url));
    expect(await isAuthenticated(instanceId)).toBe(false);
  });

  it.each(["another", "missing", "shorter"])(
    "the answer of an issuer that is %s, and returns",
    async (kind) => {
      const { instanceId, oauthUrl } = await create();
      const browser = createBrowser(engine);
      const { url } = await browser.press(await browser.visit(withReturn(oauthUrl)), "allow", isCallback);
      const forged = new URL(url);
      if (kind === "another") forged.searchParams.set("iss", `${engine.appUrl}/engine/sandbox/slack`);
      if (kind === "shorter") forged.searchParams.set("iss", `${engine.appUrl}/engine/sandbox`);
      if (kind === "missing") forged.searchParams.delete("iss");
      const end = await browser.visit(forged.href, undefined, isReturn);
      expect(isReturnWith("failed", end.url, engine.appUrl)).toBe(true);
      expect(await isAuthenticated(instanceId)).toBe(false);
      expectDeadEnd(await browser.visit(url));
    },
  );

  it("a code that was not granted to this flow", async () => {
    const [mine, other] = [await create(), await create()];
    const browser = createBrowser(engine);
    const granted = await browser.press(await browser.visit(mine.oauthUrl), "allow", isCallback);
    const elsewhere = await browser.press(await browser.visit(other.oauthUrl), "allow", isCallback);
    const mixed = new URL(granted.url);
    mixed.searchParams.set("code", new URL(elsewhere.url).searchParams.get("code") ?? "");
    expect((await browser.visit(mixed.href)).html).toContain("was not connected");
    expect(await isAuthenticated(mine.instanceId)).toBe(false);
  });
});

describe("flows that nobody finished", () => {
  it("are removed when a new one begins", async () => {
    const { oauthUrl } = await create();
    await createBrowser(engine).visit(oauthUrl);
    await engine.db.update(engineAuthorization).set({ expiresAt: new Date(Date.now() - 1) });
    await createBrowser(engine).visit(oauthUrl);
    expect(await engine.db.select().from(engineAuthorization)).toHaveLength(1);
  });
});

describe("the cookie of a flow", () => {
  it("is out of reach for scripts and other sites, and goes to the callback alone", async () => {
    const { oauthUrl } = await create();
    const response = await createBrowser(engine).request(oauthUrl);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^patchbay_connect_[\w-]{16}=[\w-]{43}; Max-Age=600; Path=\/engine\/oauth\/callback; HttpOnly; SameSite=Lax$/,
      ),
    ]);
  });
});

describe("the pages", () => {
  it("allow no script, no frame and no style but their own, and are told to no one", async () => {
    const { oauthUrl } = await create("GitHub", `"><img src=x onerror=alert(1)>`);
    const browser = createBrowser(engine);
    const consent = await browser.visit(oauthUrl);
    const refused = await browser.visit(`${engine.appUrl}/engine/oauth/%3Cscript%3E/authorize`);
    const end = await browser.press(consent, "allow");
    for (const { headers, html } of [consent, refused, end]) {
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cross-origin-opener-policy")).toBeNull();
      expect(html).toContain('<meta name="robots" content="noindex">');
      expect(html).not.toMatch(/<script|<img|onerror/);
    }
    expect(end.headers.get("referrer-policy")).toBe("no-referrer");
    // With `no-referrer`, a browser would post the decision with `Origin: null`.
    expect(consent.headers.get("referrer-policy")).toBe("same-origin");
  });
});
