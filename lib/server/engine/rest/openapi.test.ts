import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse, validate } from "@readme/openapi-parser";
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

it("needs no key, names this installation and speaks OpenAPI 3.1", () => {
  expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: `${engine.appUrl}/engine` }] });
});

it("passes a linter", async () => {
  expect(await validate(structuredClone(document) as never)).toMatchObject({ valid: true });
});

/** What a document says of shapes: the prose goes, and the order of what is required. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return value;
  const prose = ({ title, description }: Json) => ({
    ...(typeof title === "object" && { title }),
    ...(typeof description === "object" && { description }),
  });
  const { title: _, description: __, ...rest } = value as Json;
  // That anything more may stand there goes without saying.
  if (rest.additionalProperties === true) delete rest.additionalProperties;
  const entries = Object.entries({ ...rest, ...prose(value as Json) });
  return Object.fromEntries(
    entries.map(([key, each]) => [
      key,
      key === "required" && Array.isArray(each) ? [...each].sort() : shapeOf(each),
    ]),
  );
}

it("has the create operation in the shapes of its contract", async () => {
  const contract = (await parse(
    fileURLToPath(new URL("create-instance.openapi.yaml", import.meta.url)),
  )) as never as Document;
  const operation = contract.paths["/mcp-server/instance/create"]?.post;
  const own = document.paths["/mcp-server/instance/create"]?.post;
  // Beside the answers of the contract stand those that every operation has.
  expect(shapeOf(own)).toMatchObject(shapeOf(operation) as Json);
  expect(Object.keys(own ?? {}).sort()).toEqual(
    [...Object.keys(operation ?? {}), "x-scope"].filter((key) => key !== "description").sort(),
  );
  const { schemas } = contract.components;
  expect(Object.keys(schemas)).toHaveLength(6);
  for (const [id, schema] of Object.entries(schemas)) {
    expect(shapeOf(document.components.schemas[id]), id).toEqual(shapeOf(schema));
  }
  expect(schemas.McpServerName?.enum).toEqual(SERVER_NAMES);
});

/** Answers that are any text here: of servers that the organisation added, and of an upstream that may change its ids. */
const ANY_TEXT: Record<string, string> = { IntegrationItem: "name", McpServer: "id" };
const wider = (id: string, { properties, ...schema }: Json) => {
  const field = ANY_TEXT[id];
  return shapeOf({
    ...schema,
    ...(properties !== undefined && {
      properties: { ...(properties as Json), ...(field && { [field]: { type: "string" } }) },
    }),
  });
};

it("has every operation of the upstream's document, in the same shapes", () => {
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
  let compared = 0;
  for (const [id, schema] of Object.entries(document.components.schemas)) {
    const theirs = upstream.components.schemas[id];
    if (!theirs) continue;
    expect(Object.keys(schema.properties ?? {}), id).toEqual(Object.keys(theirs.properties ?? {}));
    expect(shapeOf(schema), id).toEqual(wider(id, theirs));
    compared += 1;
  }
  expect(compared).toBe(50);
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
