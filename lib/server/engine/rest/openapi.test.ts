import { readFileSync } from "node:fs";
import { validate } from "@readme/openapi-parser";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { startEngine, type TestEngine } from "../testing";

type Json = Record<string, unknown>;
type Document = {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      Json & { operationId?: string; responses: Json; parameters?: { name: string; required?: boolean }[] }
    >
  >;
  components: { schemas: Record<string, Json & { properties?: Json; required?: string[] }> };
};

let engine: TestEngine;
let document: Document;
beforeAll(async () => {
  engine = await startEngine();
  document = await (await fetch(`${engine.appUrl}/engine/openapi.json`)).json();
});
afterAll(() => engine.stop());

const upstream: Document & { "x-authorize-parameters": Record<string, string[]> } = JSON.parse(
  readFileSync(new URL("klavis-api.openapi.json", import.meta.url), "utf8"),
);

const text = { type: "string" };
const nullable = (schema: object) => ({ anyOf: [schema, { type: "null" }] });
const ref = (id: string) => ({ $ref: `#/components/schemas/${id}` });

it("needs no key, names this installation and speaks OpenAPI 3.1", () => {
  expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: `${engine.appUrl}/engine` }] });
});

it("passes a linter", async () => {
  expect(await validate(structuredClone(document) as never)).toMatchObject({ valid: true });
});

it("has the create operation in the shapes of its contract", () => {
  expect(document.paths["/mcp-server/instance/create"]?.post).toMatchObject({
    operationId: "createServerInstance",
    tags: ["mcp-server"],
    summary: "Create",
    requestBody: { content: { "application/json": { schema: ref("CreateServerRequest") } }, required: true },
    responses: {
      200: { content: { "application/json": { schema: ref("CreateServerResponse") } } },
      422: { content: { "application/json": { schema: ref("HTTPValidationError") } } },
    },
    security: [{ HTTPBearer: [] }],
  });
  expect(document.components.schemas).toMatchObject({
    CreateServerRequest: {
      type: "object",
      required: ["serverName", "userId"],
      properties: {
        serverName: ref("McpServerName"),
        userId: { type: "string", minLength: 1 },
        platformName: nullable({ type: "string", minLength: 1 }),
        connectionType: { ...ref("ConnectionType"), default: "StreamableHttp" },
        legacy: { type: "boolean", default: false },
        isReadOnly: { type: "boolean", default: false },
      },
    },
    CreateServerResponse: {
      type: "object",
      required: ["serverUrl", "instanceId"],
      properties: { serverUrl: text, instanceId: text, oauthUrl: nullable(text) },
    },
    McpServerName: { type: "string", enum: SERVER_NAMES },
    ConnectionType: { type: "string", enum: ["SSE", "StreamableHttp"] },
    HTTPValidationError: { properties: { detail: { type: "array", items: ref("ValidationError") } } },
    ValidationError: {
      required: ["loc", "msg", "type"],
      properties: {
        loc: { type: "array", items: { anyOf: [text, { type: "integer" }] } },
        msg: text,
        type: text,
        input: {},
        ctx: { type: "object" },
      },
    },
  });
  const { properties, additionalProperties } = document.components.schemas.CreateServerRequest ?? {};
  expect(Object.keys(properties ?? {})).toHaveLength(6);
  expect(additionalProperties).toBeUndefined();
});

it("has every operation of the upstream's document, with the same fields", () => {
  for (const [path, methods] of Object.entries(upstream.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const own = document.paths[path]?.[method];
      expect(own?.operationId, path).toBe(operation.operationId);
      const names = (operation.parameters ?? []).map(({ name, required }) => `${name} ${required}`);
      expect((own?.parameters ?? []).map(({ name, required }) => `${name} ${required}`).sort(), path).toEqual(
        names.sort(),
      );
    }
  }
  for (const [id, schema] of Object.entries(document.components.schemas)) {
    const theirs = upstream.components.schemas[id];
    if (!theirs) continue;
    expect(Object.keys(schema.properties ?? {}), id).toEqual(Object.keys(theirs.properties ?? {}));
    expect(schema.required ?? [], id).toEqual(theirs.required ?? []);
  }
});

it("has the pages at which people connect, with the parameters that each takes", () => {
  for (const [slug, expected] of Object.entries(upstream["x-authorize-parameters"])) {
    if (slug === "notion-mcp") continue;
    const parameters = document.paths[`/oauth/${slug}/authorize`]?.get?.parameters ?? [];
    const starred = parameters.map(({ name, required }) => (required ? `${name}*` : name));
    expect(starred.sort(), slug).toEqual([...expected].sort());
  }
});

it("leaves no reference open", () => {
  const names = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  expect(names.length).toBeGreaterThan(50);
  for (const [, name] of names) expect(document.components.schemas).toHaveProperty(`${name}`);
  expect(JSON.stringify(document)).not.toContain("$defs");
});
