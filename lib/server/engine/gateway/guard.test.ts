import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { EngineEnv } from "../context";
import { allowPages, refuseForeign } from "./guard";

const APP_URL = "https://console.example.com";
const HOSTS = ["127.0.0.1:3000", "patchbay:3000"];
const ORIGINS = ["https://inspector.example"];

function engineWith(browserOrigins: readonly string[] | "*" = ORIGINS) {
  const guard = { appUrl: APP_URL, hosts: HOSTS, browserOrigins };
  return new Hono<EngineEnv>().use(allowPages(guard), refuseForeign(guard)).all("*", (c) => c.text("in"));
}

const ask = (headers: Record<string, string>, engine = engineWith()) =>
  engine.request("/", { method: "POST", headers: { host: "console.example.com", ...headers } });

describe("a host", () => {
  it.each([
    "console.example.com",
    "CONSOLE.Example.com",
    "console.example.com:443",
    "127.0.0.1:3000",
    "Patchbay:3000",
  ])("that is named is answered: %s", async (host) => {
    expect((await ask({ host })).status).toBe(200);
  });

  it.each([
    "console.example.com:80",
    "console.example.com.",
    "console.example.com.evil.example",
    "console.example.com@evil.example",
    "127.0.0.1",
    "127.0.0.1:3001",
    "patchbay",
    "localhost",
    "",
  ])("that is not named is refused, whatever the origin: %s", async (host) => {
    for (const origin of [undefined, APP_URL, ...ORIGINS]) {
      const response = await ask({ host, ...(origin && { origin }) }, engineWith("*"));
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({
        error: { message: expect.stringContaining(`"${host}"`) },
      });
    }
  });
});

describe("where origins are named", () => {
  it("their pages and our own may, and may read the answer", async () => {
    for (const origin of [APP_URL, ...ORIGINS]) {
      const response = await ask({ origin });
      expect(response.status).toBe(200);
      expect(response.headers.get("access-control-allow-origin")).toBe(origin);
      expect(response.headers.get("vary")).toContain("Origin");
    }
  });

  it.each([
    "https://evil.example",
    "null",
    "",
    "http://inspector.example",
    "https://inspector.example:8443",
    "https://inspector.example.evil.example",
    "https://sub.inspector.example",
  ])("another's may not: %s", async (origin) => {
    const response = await ask({ origin });
    expect(response.status).toBe(403);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });
});
