import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Schema, Validator } from "@cfworker/json-schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEngine, type TestEngine } from "../testing";

type Operation = {
  parameters?: { name: string; in: string; required?: boolean; schema?: { type?: string } }[];
  requestBody?: { content: { "application/json": { schema: { $ref: string } } } };
  responses: Record<string, { content?: { "application/json"?: { schema?: object } } }>;
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties?: object }> };
  "x-authorize-parameters": Record<string, string[]>;
};

/** The upstream's own document of the groups in scope. */
const document: Document = JSON.parse(
  readFileSync(new URL("klavis-api.openapi.json", import.meta.url), "utf8"),
);

const OPERATIONS = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** What each field of the document holds in a request that is right: an instance of its own, and connected. */
async function prepareValues(slug: string | undefined): Promise<Record<string, unknown>> {
  const serverName = slug ? (MICROSOFT[slug] ?? "Exa") : "Exa";
  const body = { serverName, userId: randomUUID() };
  const created = await engine.api("/mcp-server/instance/create", { method: "POST", body });
  const { instanceId, serverUrl } = await created.json();
  const authData = { api_key: "a-key" };
  const app = { client_id: "an-app", client_secret: "a-secret", server_name: "GitHub" };
  await engine.api("/white-labeling/create", { method: "POST", body: app });
  await engine.api("/mcp-server/instance/set-auth", { method: "POST", body: { instanceId, authData } });
  const strata = { userId: body.userId, servers: [serverName] };
  const combined = await engine.api("/mcp-server/strata/create", { method: "POST", body: strata });
  const { strataId } = await combined.json();
  return {
    ...body,
    strataId,
    servers: [serverName],
    server: serverName,
    instanceId,
    serverUrl,
    authData,
    instance_id: instanceId,
    sandbox_id: "a-sandbox",
    client_id: "an-app",
    client_secret: "a-secret",
    server_name: "GitHub",
    toolName: "exa_search_pages",
    isReadOnly: true,
  };
}

const MICROSOFT: Record<string, string> = {
  onedrive: "OneDrive",
  outlook: "Outlook Mail",
  mscalendar: "Outlook Calendar",
  teams: "Microsoft Teams",
};
const slugOf = (path: string) => /^\/oauth\/([^/]+)/.exec(path)?.[1];

/** What the document says of an answer, with its references resolved against the document itself. */
function complaints(schema: object, answer: unknown): unknown[] {
  const whole = { ...schema, components: document.components } as Schema;
  return new Validator(whole, "2020-12", false).validate(answer).errors;
}

const schemaOf = (operation: Operation, status: number) =>
  operation.responses[status]?.content?.["application/json"]?.schema;

/** Of what is given, the fields that the document has for the body. */
function pickFields({ requestBody }: Operation, given: Record<string, unknown>) {
  const name = requestBody?.content["application/json"].schema.$ref.split("/").at(-1) ?? "";
  const { properties } = document.components.schemas[name] ?? {};
  return Object.fromEntries(Object.entries(given).filter(([field]) => field in (properties ?? {})));
}

async function send(method: string, path: string, operation: Operation, given: Record<string, unknown>) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(given[name])));
  const query = new URLSearchParams();
  for (const parameter of operation.parameters ?? []) {
    const value = given[parameter.name];
    if (parameter.in === "query" && value !== undefined) query.set(parameter.name, String(value));
  }
  const body = operation.requestBody && pickFields(operation, given);
  return engine.api(`${filled}?${query}`, { method, ...(body && { body }) });
}

describe.each(OPERATIONS)("$method $path", ({ method, path, operation }) => {
  it("answers in the shape that the document has for it", async () => {
    const response = await send(method, path, operation, await prepareValues(slugOf(path)));
    const answer = await response.json();
    // The one product of the document that this engine does not have.
    const isSandbox = path === "/oauth/notion-mcp/refresh_token";
    expect(response.status).toBe(isSandbox ? 404 : 200);
    if (isSandbox) expect(answer).toEqual({ detail: "Sandbox not found" });
    else expect(complaints(schemaOf(operation, 200) ?? {}, answer)).toEqual([]);
  });

  it("asks for what the document requires", async () => {
    const parameters = operation.parameters ?? [];
    if (!operation.requestBody && !parameters.some((one) => one.in === "query" && one.required)) return;
    const inPath = parameters.filter((one) => one.in === "path").map(({ name }) => name);
    const values = Object.entries(await prepareValues(slugOf(path)));
    const given = Object.fromEntries(values.filter(([name]) => inPath.includes(name)));
    const response = await send(method, path, operation, { ...given, isReadOnly: [] });
    expect(response.status).toBe(422);
    const answer = await response.json();
    expect(complaints(schemaOf(operation, 422) ?? {}, answer)).toEqual([]);
    expect(answer.detail.length).toBeGreaterThan(0);
  });
});

it("covers the document", () => {
  expect(OPERATIONS).toHaveLength(35);
});
