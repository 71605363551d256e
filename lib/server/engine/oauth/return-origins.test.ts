import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLogger } from "../../process/log";
import { startEngine, type TestEngine } from "../testing";
import { createBrowser, returnAddress } from "./testing";

const OTHER = "https://console.example.com";
const APP = "myapp://done";

let engine: TestEngine;
const lines: string[] = [];
beforeAll(async () => {
  const log = createLogger("info", { write: (line) => void lines.push(line) });
  engine = await startEngine({ returnOrigins: [OTHER, APP], log });
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
  "myapp://other",
  "myapp:done",
  "otherapp://done",
  "myapp://user@done",
  "javascript:alert(1)",
  "javascript://done/%0aalert(1)",
  "data:text/html,done",
])("an origin that is not on the list is refused: %s", async (returnTo) => {
  const page = await createBrowser(engine).visit(await authorizeUrl(returnTo));
  expect(page.status).toBe(400);
  expect(page.hops).toHaveLength(1);
});

it("a listed origin gets its people back, by a page of the engine and by no form", async () => {
  const browser = createBrowser(engine);
  const consent = await browser.visit(await authorizeUrl(returnAddress(OTHER)));
  expect(formAction(consent.headers)).toBe("'self'");
  const isCallback = (url: string) => url.includes("/oauth/callback?");
  const { url } = await browser.press(consent, "allow", isCallback);
  const response = await browser.request(url);
  expect(response.status).toBe(200);
  expect(response.headers.get("refresh")).toBe(`0; url=${returnAddress(OTHER)}`);
  expect(formAction(response.headers)).toBe("'self'");
  const page = await response.text();
  expect(page).toContain("GitHub is connected.");
  expect(page).toContain(`<a href="${returnAddress(OTHER)}">`);
});

it("the page names the origin that is refused, and the log what allows it, and neither the rest of the address", async () => {
  const page = await createBrowser(engine).visit(await authorizeUrl("https://app.example/cb?secret=1"));
  expect(page.html).toContain("https://app.example");
  expect(page.html).not.toContain("secret=1");
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
    origin: "https://app.example",
    msg: expect.stringContaining("ENGINE_RETURN_ORIGINS"),
  });
  expect(lines.join()).not.toContain("secret=1");
  const script = await createBrowser(engine).visit(await authorizeUrl("x://<script>/"));
  expect(script.html).not.toContain("<script>");
});

it("an app gets its people back where its address is on the list", async () => {
  const browser = createBrowser(engine);
  const consent = await browser.visit(await authorizeUrl(`${APP}?state=abc`));
  const end = await browser.press(consent, "allow", (url) => url.startsWith("myapp:"));
  expect(end.url).toBe(`${APP}?state=abc`);
});
