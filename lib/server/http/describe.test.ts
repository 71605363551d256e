import { readdir } from "node:fs/promises";
import path from "node:path";
import { type Schema, Validator } from "@cfworker/json-schema";
import { validate } from "@readme/openapi-parser";
import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as create } from "@/app/api/instances/route";
import { GET as search } from "@/app/api/instances/search/route";
import { GET as read } from "@/app/api/openapi.json/route";
import type { OpenApiDocument } from "@/lib/openapi/document";
import { declaredBy, isForKeys } from "./describe";
import { ask, noParams, openTestRuntime, type TestRuntime } from "./testing";

let running: TestRuntime;
let document: OpenApiDocument;
beforeAll(async () => {
  running = await openTestRuntime();
  document = await (await read(ask("/api/openapi.json"), noParams)).json();
});
afterAll(() => running.close());

it("is OpenAPI 3.1, for whoever asks", async () => {
  expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: "http://console.test:3000" }] });
  expect(await validate(structuredClone(document) as never)).toMatchObject({ valid: true });
});

it("has every route that an API key may call, and no other", async () => {
  const app = path.resolve(import.meta.dirname, "../../../app");
  const callable: string[] = [];
  for (const file of await readdir(app, { recursive: true })) {
    if (path.basename(file) !== "route.ts") continue;
    const exported: Record<string, unknown> = await import(path.join(app, file));
    for (const [method, handler] of Object.entries(exported)) {
      const declared = declaredBy(handler);
      if (!declared || !isForKeys(declared)) continue;
      callable.push(`${method.toLowerCase()} /${path.dirname(file).replace(/\[(\w+)\]/g, "{$1}")}`);
    }
  }
  const described = Object.entries(document.paths).flatMap(([each, methods]) =>
    Object.keys(methods).map((method) => `${method} ${each}`),
  );
  expect(described.sort()).toEqual(callable.sort());
  expect(described.length).toBeGreaterThan(25);
});

it("says of each operation its parameters, its scope and its role", () => {
  for (const [each, methods] of Object.entries(document.paths)) {
    for (const operation of Object.values(methods)) {
      expect(operation).toMatchObject({ "x-scope": "console", "x-role": expect.any(String) });
      const named = (operation.parameters ?? []).filter((one) => one.in === "path").map(({ name }) => name);
      expect(named, each).toEqual([...each.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    }
  }
  const ids = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

it("describes what the routes answer", async () => {
  const { cookie } = await running.signIn("operator");
  const body = { serverName: "GitHub", userId: "ada" };
  const made = await create(ask("/api/instances", { method: "POST", cookie, body }), noParams);
  const found = await search(ask("/api/instances/search", { cookie }), noParams);
  const refused = await create(ask("/api/instances", { method: "POST", cookie, body: {} }), noParams);
  for (const [response, each, method] of [
    [made, "/api/instances", "post"],
    [found, "/api/instances/search", "get"],
    [refused, "/api/instances", "post"],
  ] as const) {
    const contents = document.paths[each]?.[method]?.responses[response.status]?.content ?? {};
    const schema = { ...Object.values(contents)[0]?.schema, components: document.components };
    const answer = await response.json();
    expect(new Validator(schema as Schema, "2020-12").validate(answer).errors).toEqual([]);
  }
});
