import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sandboxCode } from "../../../db/schema/sandbox";
import { createBrowser, returnAddress, type Visit } from "../../oauth/testing";
import { startEngine, type TestEngine } from "../../testing";
import { endingSchema, SLOW_DELAY } from "./endings";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(() => engine.db.delete(sandboxCode));

/** An instance whose account is not connected, and the consent page that a person was led to. */
async function begin(change: Record<string, string> = {}) {
  const body = { serverName: "GitHub", userId: randomUUID() };
  const response = await engine.api("/mcp-server/instance/create", { method: "POST", body });
  const { instanceId, oauthUrl }: { instanceId: string; oauthUrl: string } = await response.json();
  const browser = createBrowser(engine);
  const query = new URLSearchParams({ redirect_url: returnAddress(engine.appUrl), ...change });
  return { instanceId, browser, consent: await browser.visit(`${oauthUrl}&${query}`) };
}

const isAuthenticated = async (instanceId: string) =>
  (await (await engine.api(`/mcp-server/instance/${instanceId}`)).json()).isAuthenticated;
const isCallback = (url: string) => url.includes("/oauth/callback?");
const isReturn = (url: string) => url.startsWith(returnAddress(engine.appUrl));
const grants = () => engine.db.select().from(sandboxCode);
const expectDeadEnd = ({ status, hops }: Visit) => {
  expect(status).toBe(410);
  expect(hops.some(isReturn)).toBe(false);
};
const expectPlainPage = ({ headers, html }: Visit) => {
  expect(headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(html).not.toMatch(/<script|<img|style=|\son\w+=|javascript:/i);
};

describe("an ending is refused", () => {
  const post = (body: Record<string, string>, origin = engine.appUrl) =>
    createBrowser(engine).visit(`${engine.appUrl}/engine/sandbox/github/decision`, {
      method: "POST",
      body: new URLSearchParams(body),
      headers: { origin },
    });
  const ticketOf = ({ html }: Visit) => /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? "";

  it.each(endingSchema.options)(
    "from elsewhere, or with a ticket that is not the sandbox's: %s",
    async (ending) => {
      const ticket = ticketOf((await begin()).consent);
      const [payload] = ticket.split(".");
      for (const origin of ["null", "https://evil.example"]) {
        expect((await post({ ticket, ending }, origin)).status).toBe(403);
      }
      for (const forged of ["", "x.y", `${payload}.${payload}`, `${ticket}x`]) {
        const page = await post({ ticket: forged, ending });
        expect(page.status).toBe(400);
        expect(page.hops).toHaveLength(1);
      }
      expect(await grants()).toEqual([]);
    },
  );

  it.each([
    [{ ending: "" }],
    [{ ending: "allow" }],
    [{ ending: "toString" }],
    [{ ending: "Slow" }],
    [{ decision: "slow" }],
    [{ ending: "never", decision: "allow" }],
    [{ ending: "made-up", decision: "allow" }],
    [{}],
  ])("where the sandbox knows none of that name, or two are asked for: %j", async (choice) => {
    const page = await post({ ticket: ticketOf((await begin()).consent), ...choice });
    expect(page.status).toBe(400);
    expect(page.hops).toHaveLength(1);
    expect(await grants()).toEqual([]);
  });
});

describe("the sandbox", () => {
  it("comes back with nonsense, which ends nothing", async () => {
    const { instanceId, browser, consent } = await begin();
    const end = await browser.press(consent, "nonsense");
    const answer = new URL(end.hops.find(isCallback) ?? "").searchParams;
    expect([answer.get("state"), answer.get("code")]).toEqual(["nonsense", "nonsense"]);
    expectDeadEnd(end);
    expect(await grants()).toEqual([]);
    expect(await isAuthenticated(instanceId)).toBe(false);
    expect(isReturn((await browser.press(consent, "allow", isReturn)).url)).toBe(true);
    expect(await isAuthenticated(instanceId)).toBe(true);
  });

  it("never comes back, and its page leads nowhere", async () => {
    const { instanceId, browser, consent } = await begin();
    const end = await browser.press(consent, "never");
    expect(end.status).toBe(200);
    expect(end.hops).toHaveLength(1);
    expectPlainPage(end);
    expect(end.html).not.toMatch(/<a |<form|http-equiv/);
    expect(end.headers.get("refresh")).toBeNull();
    expect(await grants()).toEqual([]);
    expect(await isAuthenticated(instanceId)).toBe(false);
  });

  it("comes back twice, and the second time changes nothing", async () => {
    const { instanceId, browser, consent } = await begin();
    const offer = await browser.press(consent, "twice");
    expect(offer.hops).toHaveLength(1);
    expectPlainPage(offer);
    expect(offer.headers.get("referrer-policy")).toBe("no-referrer");
    const links = [...offer.html.matchAll(/<a href="([^"]+)"/g)].map(([, href = ""]) => decode(href));
    const [first = "", second = ""] = links;
    expect(links).toHaveLength(2);
    expect(first).toBe(second);
    expect(await isAuthenticated(instanceId)).toBe(false);

    const held = new Map(browser.cookies);
    expect(isReturn((await browser.visit(first, undefined, isReturn)).url)).toBe(true);
    expect(await isAuthenticated(instanceId)).toBe(true);
    expectDeadEnd(await browser.visit(second));
    for (const [name, cookie] of held) browser.cookies.set(name, cookie);
    expectDeadEnd(await browser.visit(second));
    expect(await isAuthenticated(instanceId)).toBe(true);
  });

  it("comes back after a while", async () => {
    const { instanceId, browser, consent } = await begin();
    const pressedAt = performance.now();
    const end = await browser.press(consent, "slow", isReturn);
    const elapsed = performance.now() - pressedAt;
    // A timer may fire a millisecond early by this clock.
    expect(elapsed).toBeGreaterThan(SLOW_DELAY - 5);
    expect(isReturn(end.url)).toBe(true);
    expect(await isAuthenticated(instanceId)).toBe(true);
  });
});

describe("the consent page, cut off from its opener", () => {
  const cutOffLink = ({ html, url }: Visit) => {
    const [, href = "/nowhere"] = /<a href="([^"]+)">Reload this page cut off/.exec(html) ?? [];
    return new URL(decode(href), url);
  };

  it("is refused what the page is refused otherwise", async () => {
    const url = cutOffLink((await begin()).consent);
    url.searchParams.set("redirect_uri", "https://evil.example/");
    const page = await createBrowser(engine).visit(url.href);
    expect(page.status).toBe(400);
    expect(page.hops).toHaveLength(1);
    expect(page.headers.get("cross-origin-opener-policy")).toBeNull();
  });

  it("is shown where it is asked for and nowhere else", async () => {
    const { consent, browser } = await begin();
    const url = cutOffLink(consent);
    const asked = new URL(consent.url);
    asked.searchParams.set("isolate", "1");
    expect(url.href).toBe(asked.href);
    for (const value of ["", "0", "true", "11"]) {
      url.searchParams.set("isolate", value);
      const { headers } = await browser.visit(url.href);
      expect(headers.get("cross-origin-opener-policy"), value).toBeNull();
    }
    expect(consent.headers.get("cross-origin-opener-policy")).toBeNull();
  });

  it("decides as any other, and what follows is cut off no further", async () => {
    const { instanceId, consent, browser } = await begin();
    const page = await browser.visit(cutOffLink(consent).href);
    expect(page.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(page.html).not.toContain("Reload this page");
    expectPlainPage(page);
    const end = await browser.press(page, "allow", isReturn);
    expect(end.headers.get("cross-origin-opener-policy")).toBeNull();
    expect(await isAuthenticated(instanceId)).toBe(true);
  });
});

describe("the other endings on the page", () => {
  it("are closed at first, come after Allow and Deny, and are named and described", async () => {
    const { consent } = await begin();
    const { html } = consent;
    expectPlainPage(consent);
    expect(html).toMatch(/<details>\s*<summary>Try the flow's other endings<\/summary>/);
    expect(html.indexOf('value="deny"')).toBeLessThan(html.indexOf("<details>"));
    const buttons = [
      ...html.matchAll(/<button name="ending" value="(\w+)" aria-describedby="(\w+)">([^<]+)<\/button>/g),
    ];
    expect(buttons.map(([, value]) => value)).toEqual(endingSchema.options);
    expect(new Set(buttons.map(([, , , label]) => label)).size).toBe(endingSchema.options.length);
    for (const [, , id] of buttons) expect(html).toMatch(new RegExp(`id="${id}">[^<]{10,}<`));
  });
});

function decode(attribute: string): string {
  return attribute.replaceAll("&amp;", "&");
}
