import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_KEY, startEngine, type TestEngine } from "../server/engine/testing";
import type { OpenApiDocument } from "./document";
import { exampleRequest } from "./example";
import { LANGUAGES, type Language, snippetOf } from "./snippet";

const run = promisify(execFile);

let engine: TestEngine;
let document: OpenApiDocument;
let folder: string;
beforeAll(async () => {
  engine = await startEngine();
  document = await (await fetch(`${engine.appUrl}/engine/openapi.json`)).json();
  folder = await mkdtemp(path.join(tmpdir(), "patchbay-snippets-"));
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true });
});

const VERSIONS: Record<Language, [string, ...string[]]> = {
  curl: ["curl", "--version"],
  typescript: [process.execPath, "--version"],
  python: ["python3", "--version"],
};
/** How a program of the language is run, from a file of that ending. What it says of types is nothing. */
const RUNNERS: Record<Language, { ending: string; command: string }> = {
  curl: { ending: "sh", command: "sh" },
  typescript: { ending: "mjs", command: process.execPath },
  python: { ending: "py", command: "python3" },
};

/** Those that this machine has: Python need not be there. */
const there = new Set<Language>();
for (const language of LANGUAGES) {
  const [command, ...args] = VERSIONS[language];
  await run(command, args).then(
    () => there.add(language),
    () => {},
  );
}

const OWN_APP = { client_id: "my-client-id", client_secret: "a-secret", server_name: "GitHub" };

/** Runs the example of an operation as its page has it, with what the page asks the reader to set. */
async function example(language: Language, operationId: string): Promise<unknown> {
  const found = Object.entries(document.paths).flatMap(([each, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.operationId === operationId)
      .map(([method, operation]) => ({ each, method, operation })),
  )[0];
  if (!found) throw new Error(`there is no ${operationId}`);
  const { each, method, operation } = found;
  const base = document.servers[0]?.url ?? "";
  const request = exampleRequest(document, each, operation);
  const snippet = snippetOf(language, { method: method.toUpperCase(), base, ...request });
  const created = await engine.api("/mcp-server/instance/create", {
    method: "POST",
    body: { serverName: "GitHub", userId: "ada@example.com" },
  });
  const { instanceId, serverUrl } = await created.json();
  const strata = await engine.api("/mcp-server/strata/create", {
    method: "POST",
    body: { userId: "ada@example.com", servers: ["GitHub", "Exa"] },
  });
  const { strataId } = await strata.json();
  await engine.api("/white-labeling/create", { method: "POST", body: OWN_APP });
  const { ending, command } = RUNNERS[language];
  const file = path.join(folder, `${operationId}.${ending}`);
  await writeFile(file, snippet);
  const { stdout } = await run(command, [file], {
    env: {
      ...process.env,
      PATCHBAY_API_KEY: API_KEY,
      INSTANCE_ID: instanceId,
      SERVER_URL: serverUrl,
      STRATA_ID: strataId,
      ACCOUNT_KEY: "a-key",
      CLIENT_SECRET: "a-secret",
    },
  });
  return JSON.parse(stdout);
}

/** Each kind of request there is: path, query, body, a variable in each, an enumeration, no body at all. */
const OF_EACH_KIND = [
  "createServerInstance",
  "getServerInstance",
  "updateServerInstance",
  "getUserIntegrations",
  "getAllUsers",
];

describe.each(LANGUAGES)("the examples in %s", (language) => {
  it.skipIf(!there.has(language)).each(OF_EACH_KIND)("run as they stand: %s", async (operationId) => {
    expect(await example(language, operationId)).toBeTypeOf("object");
  });
});

it("there is an example of every operation, and what can be asked of one instance is answered", async () => {
  /** These need an account of Microsoft's. */
  const others = /refresh/i;
  const ids = Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .filter(({ security, operationId }) => security?.length && !others.test(operationId))
    .map(({ operationId }) => operationId);
  expect(ids.length).toBeGreaterThan(25);
  for (const id of ids) expect(await example("curl", id), id).toBeTypeOf("object");
});

it("what the README shows runs as it stands", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const [, shown = ""] = /```sh\n(curl [^`]+)```/.exec(readme) ?? [];
  const { stdout } = await run("sh", ["-c", shown.replace("http://localhost:3000", engine.appUrl)], {
    env: { ...process.env, PATCHBAY_API_KEY: API_KEY },
  });
  expect(JSON.parse(stdout)).toMatchObject({ serverUrl: expect.stringContaining("/engine/mcp/") });
});
