import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startEngine, type TestEngine } from "../testing";
import { createBrowser, returnAddress } from "./testing";

const OTHER = "https://console.example.com";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine({ returnOrigins: [OTHER] });
});
afterAll(() => engine.stop());

async function authorizeUrl(returnTo: string): Promise<string> {
  const body = { serverName: "GitHub", userId: randomUUID() };
  const response = await engine.api("/mcp-server/instance/create", { method: "POST", body });
  const { oauthUrl }: { oauthUrl: string } = await response.json();
  return `${oauthUrl}&${new URLSearchParams({ redirect_url: returnTo })}`;
}

const formAction = (headers: Headers) =>
  /form-action ([^;]+);/.exec(headers.get("content-security-policy") ?? "")?.[1];

it.each([
  "https://evil.example/",
  "http://console.example.com/",
  "https://console.example.com:8443/",
  "https://console.example.com.evil.example/",
  "https://user@console.example.com/",
  "https://sub.console.example.com/",
])("an origin that is not on the list is refused: %s", async (returnTo) => {
  const page = await createBrowser(engine).visit(await authorizeUrl(returnTo));
  expect(page.status).toBe(400);
  expect(page.hops).toHaveLength(1);
});

it("a listed origin gets its people back, and its consent page alone may lead there", async () => {
  const browser = createBrowser(engine);
  const consent = await browser.visit(await authorizeUrl(returnAddress(OTHER)));
  expect(formAction(consent.headers)).toBe(`'self' ${OTHER}`);
  const end = await browser.press(consent, "allow", (url) => url.startsWith(OTHER));
  expect(end.url).toBe(returnAddress(OTHER));

  const own = await browser.visit(await authorizeUrl(returnAddress(engine.appUrl)));
  expect(formAction(own.headers)).toBe("'self'");
});

it("a consent page that belongs to no flow leads nowhere else", async () => {
  const consent = await createBrowser(engine).visit(await authorizeUrl(returnAddress(OTHER)));
  const stranger = new URL(consent.url);
  stranger.searchParams.set("state", "made-up");
  const page = await createBrowser(engine).visit(stranger.href);
  expect(page.status).toBe(200);
  expect(formAction(page.headers)).toBe("'self'");
});
