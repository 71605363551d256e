import { expect, test } from "vitest";
import { PatchbayError } from "../errors";
import { createLogger } from "../process/log";
import { createRegistry, createUpstreams } from "./registry";

const log = createLogger("silent");
const region = (name: string) => ({ apiKey: `key-${name}`, baseUrl: `https://${name}.example.com` });
const settings = { upstreamRate: 2, upstreamTimeout: 1000, appUrl: "https://console.example.com" };
const engine = { fetchUncounted: async () => new Response() };

test("an upstream that is not configured is refused with its field", () => {
  const registry = createUpstreams({
    env: { ...settings, klavis: { us: region("us") } },
    engine: undefined,
    engineApiKey: undefined,
    log,
  });
  expect(() => registry.get("eu")).toThrow(PatchbayError);
  expect(() => registry.get("eu")).toThrow(
    expect.objectContaining({
      code: "invalid",
      fields: { upstream: [expect.any(String)] },
      effect: "nothing-changed",
    }),
  );
  expect(() => createRegistry([]).get()).toThrow(PatchbayError);
});

test("an upstream that was switched off since is told from one that is asked for wrongly", () => {
  const registry = createUpstreams({
    env: { ...settings, klavis: { us: region("us") } },
    engine: undefined,
    engineApiKey: undefined,
    log,
  });
  expect(registry.of({ upstream: "us" }).id).toBe("us");
  expect(() => registry.of({ upstream: "eu" })).toThrow(
    expect.objectContaining({
      code: "upstream-unavailable",
      message: expect.stringContaining("Klavis Cloud (EU) is switched off"),
      effect: "nothing-changed",
    }),
  );
});

test("the engine is said to lack streams where no process stays, and only there", () => {
  const summaries = (stays: boolean) =>
    createUpstreams({
      env: { ...settings, stays, klavis: { us: region("us") } },
      engine,
      engineApiKey: "key-embedded",
      log,
    }).summaries();
  const lacking = (stays: boolean) => summaries(stays).filter(({ lacksStreams }) => lacksStreams);
  expect(lacking(false).map(({ id }) => id)).toEqual(["embedded"]);
  expect(lacking(true)).toEqual([]);
});

test("us, eu and embedded stand in that order, and the first is taken where none is named", () => {
  const registry = createUpstreams({
    env: { ...settings, klavis: { eu: region("eu"), us: region("us") } },
    engine,
    engineApiKey: "key-embedded",
    log,
  });
  expect(registry.summaries()).toEqual([
    { id: "us", label: "Klavis Cloud (US)", baseUrl: "https://us.example.com" },
    { id: "eu", label: "Klavis Cloud (EU)", baseUrl: "https://eu.example.com" },
    { id: "embedded", label: "Embedded engine", baseUrl: "https://console.example.com/engine" },
  ]);
  expect(registry.get().id).toBe("us");
  expect(registry.get("embedded").id).toBe("embedded");
  expect(JSON.stringify(registry.summaries())).not.toContain("key-");
});

test("only what is turned on is there", () => {
  const registry = createUpstreams({
    env: { ...settings, klavis: {} },
    engine,
    engineApiKey: "key-embedded",
    log,
  });
  expect(registry.summaries().map(({ id }) => id)).toEqual(["embedded"]);
  expect(registry.get().id).toBe("embedded");
});
