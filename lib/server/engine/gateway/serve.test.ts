import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import {
  Client,
  StreamableHTTPClientTransport,
  type VersionNegotiationMode,
} from "@modelcontextprotocol/client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createBrowser } from "../oauth/testing";
import { startEngine, type TestEngine } from "../testing";

let engine: TestEngine;
const clients: Client[] = [];
beforeAll(async () => {
  engine = await startEngine();
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));
afterAll(() => engine.stop());

type Created = { instanceId: string; serverUrl: string; oauthUrl: string };

async function create(body: Record<string, unknown>): Promise<Created> {
  const response = await engine.api("/mcp-server/instance/create", {
    method: "POST",
    body: { userId: randomUUID(), ...body },
  });
  expect(response.status).toBe(200);
  return response.json();
}

async function connected(body: Record<string, unknown>): Promise<Created> {
  const created = await create(body);
  const browser = createBrowser(engine);
  await browser.press(await browser.visit(created.oauthUrl), "allow");
  return created;
}

async function open(serverUrl: string, mode: VersionNegotiationMode = "auto"): Promise<Client> {
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(serverUrl)));
  clients.push(client);
  return client;
}

const namesOf = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);
const GITHUB_TOOLS = [
  "github_list_issues",
  "github_get_issue",
  "github_search_issues",
  "github_create_issue",
  "github_update_issue",
  "github_delete_issue",
];
const DISCOVER = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });

function post(serverUrl: string, headers: Record<string, string> = {}, body: BodyInit = DISCOVER) {
  return fetch(serverUrl, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    body,
  });
}

/** The answer's status to a request with these headers, some of which `fetch` would not send. */
async function statusUnder(serverUrl: string, headers: Record<string, string>): Promise<number | undefined> {
  const sent = httpRequest(serverUrl, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
  });
  sent.end(DISCOVER);
  const [response] = await once(sent, "response");
  response.resume();
  return response.statusCode;
}

describe("a server URL", () => {
  it("opens nothing with a wrong key, another instance's key, or an id that does not exist", async () => {
    const { instanceId, serverUrl } = await create({ serverName: "GitHub" });
    const other = await create({ serverName: "GitHub" });
    const [key, otherKey] = [serverUrl, other.serverUrl].map((url) => url.split("/").at(-2));
    const base = `${engine.appUrl}/engine/mcp`;
    const unknown = `${base}/${randomUUID()}/${key}`;
    const answers = new Set<string>();
    for (const url of [
      unknown,
      `${base}/${instanceId}/${otherKey}`,
      `${base}/${instanceId}/${key?.slice(1)}`,
      `${base}/not-an-id/${key}`,
      `${base}/${instanceId.toUpperCase()}/${key}`,
    ]) {
      for (const ending of ["", "/mcp", "/sse"]) {
        const response = await post(url + ending);
        expect(response.status).toBe(404);
        answers.add(await response.text());
        expect((await fetch(url + ending, { headers: { accept: "text/event-stream" } })).status).toBe(404);
      }
    }
    // JSON-RPC, so that a client which reads it shows the sentence; a session that is none is told from this by its words.
    expect([...answers].map((answer) => JSON.parse(answer))).toEqual([
      { jsonrpc: "2.0", id: null, error: { code: -32000, message: expect.stringContaining("at this URL") } },
    ]);
    for (const url of [`${base}/${instanceId}`, `${base}/${instanceId}/${key}/other`, `${serverUrl}/sse`]) {
      expect((await post(url)).status, url).toBe(404);
    }
    await expect(open(unknown)).rejects.toThrow();
  });

  it("ends with what clients guess its transport from, and answers in the form of version 0.1.0 too", async () => {
    for (const [connectionType, ending] of [
      ["StreamableHttp", "mcp"],
      ["SSE", "sse"],
    ] as const) {
      const { serverUrl } = await create({ serverName: "GitHub", connectionType });
      const [base = "", given] = serverUrl.split(/\/(?=mcp$|sse$)/);
      expect(given).toBe(ending);
      for (const url of [base, `${base}/mcp`, `${base}/sse`]) {
        for (const mode of ["legacy", { pin: "2026-07-28" }] as const) {
          expect(await namesOf(await open(url, mode)), url).toEqual(GITHUB_TOOLS);
        }
      }
    }
  });

  it("is dead when its instance is deleted", async () => {
    const { instanceId, serverUrl } = await create({ serverName: "GitHub" });
    await engine.api(`/mcp-server/instance/${instanceId}`, { method: "DELETE" });
    const answer = await post(serverUrl);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringContaining("No server answers at this URL") },
    });
  });

  it("lets pages of every origin read what it answers, and sends them no cookie and no credential", async () => {
    const { serverUrl } = await create({ serverName: "Hacker News" });
    for (const origin of ["https://inspector.example", "null", engine.appUrl]) {
      for (const [response, status] of [
        [await post(serverUrl, { origin }), 200],
        [await post(`${serverUrl}x`, { origin }), 404],
        [await fetch(serverUrl, { headers: { origin } }), 405],
      ] as const) {
        expect(response.status, origin).toBe(status);
        expect(response.headers.get("access-control-allow-origin"), origin).toBe("*");
        expect(response.headers.get("access-control-expose-headers")).toContain("Mcp-Session-Id");
        expect(response.headers.get("access-control-allow-credentials")).toBeNull();
      }
    }
    const asked = "content-type,mcp-protocol-version,mcp-method,mcp-param-region,authorization";
    const preflight = await fetch(serverUrl, {
      method: "OPTIONS",
      headers: {
        origin: "https://inspector.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": asked,
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-methods")).toContain("POST");
    expect(preflight.headers.get("access-control-allow-headers")).toBe(asked);
  });

  it("answers under its own host name, in any case, and under no other", async () => {
    const { serverUrl } = await create({ serverName: "Hacker News" });
    const { port } = new URL(engine.appUrl);
    for (const host of [
      "evil.example",
      `evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      "127.0.0.1",
    ]) {
      expect(await statusUnder(serverUrl, { host }), host).toBe(403);
    }
    expect(await statusUnder(serverUrl, { host: `127.0.0.1:${port}` })).toBe(200);
  });

  it("answers JSON to who takes nothing else, or anything, and in events to who takes them", async () => {
    const { serverUrl } = await create({ serverName: "Hacker News" });
    for (const [accept, type] of [
      ["application/json", "application/json"],
      ["*/*", "application/json"],
      ["application/json, application/mcp+json;q=0.5", "application/json"],
      ["application/*", "application/json"],
      ["text/event-stream", "text/event-stream"],
      ["application/json;q=1, text/event-stream;q=0.1", "text/event-stream"],
    ] as const) {
      const response = await post(serverUrl, { accept });
      expect(response.status, accept).toBe(200);
      expect(response.headers.get("content-type"), accept).toBe(type);
      expect(await response.text(), accept).toContain("hackernews_list_stories");
    }
    const refused = await post(serverUrl, { accept: "text/html" });
    expect(refused.status).toBe(406);
  });

  it("takes no more than a mebibyte", async () => {
    const { serverUrl } = await create({ serverName: "Hacker News" });
    expect((await post(serverUrl, {}, "x".repeat(1024 * 1024 + 1))).status).toBe(413);
  });

  it.each([
    ["nested deeper than anybody means", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, "too deep"],
    ["with a number that would become another one", '{"id":9007199254740993}', "9007199254740993"],
    ["with a number beyond all that JavaScript has", '{"id":1e400}', "1e400"],
  ])("refuses a message %s, and says so", async (_, value, words) => {
    const { serverUrl } = await create({ serverName: "Hacker News" });
    const params = `{"name":"hackernews_list_stories","arguments":${value}}`;
    for (const ending of ["/mcp", "/sse"]) {
      const url = serverUrl.replace(/\/(mcp|sse)$/, ending);
      const refused = await post(
        url,
        {},
        `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${params}}`,
      );
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ error: { message: expect.stringContaining(words) } });
    }
  });

  it("takes no GET and no DELETE: there is no stream and no session to have", async () => {
    const { serverUrl } = await create({ serverName: "Hacker News" });
    for (const method of ["GET", "DELETE"]) expect((await fetch(serverUrl, { method })).status).toBe(405);
  });
});

describe.each([
  ["the revision of 2026-07-28", { pin: "2026-07-28" }, "2026-07-28"],
  ["a revision of 2025", "legacy", "2025-11-25"],
] as const)("a client of %s", (_, mode, version) => {
  it("agrees on that revision", async () => {
    const { serverUrl } = await create({ serverName: "GitHub" });
    const client = await open(serverUrl, mode);
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    expect(client.getServerVersion()).toMatchObject({ title: "GitHub (sandbox)" });
    expect(client.getInstructions()).toContain("never reaches the real service");
  });

  it("lists the tools before the account is connected, and every call says what to do", async () => {
    const { serverUrl } = await create({ serverName: "GitHub", userId: "ada@example.com" });
    const client = await open(serverUrl, mode);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(GITHUB_TOOLS);
    const id = randomUUID();
    for (const [name, args] of [
      ["github_list_issues", {}],
      ["github_get_issue", { id }],
      ["github_create_issue", { title: "A title" }],
      ["github_delete_issue", { id }],
    ] as const) {
      expect(await client.callTool({ name, arguments: args })).toMatchObject({
        isError: true,
        content: [
          {
            type: "text",
            text: expect.stringMatching(/^GitHub is not connected for ada@example\.com yet\./),
          },
        ],
      });
    }
  });

  it("reads and writes once the account is connected, and is told again when it no longer is", async () => {
    const { instanceId, serverUrl, oauthUrl } = await connected({ serverName: "GitHub" });
    const client = await open(serverUrl, mode);
    const call = async (name: string, args: Record<string, unknown> = {}) =>
      client.callTool({ name: `github_${name}`, arguments: args });

    const seeds = await call("list_issues");
    expect(seeds.isError).toBeFalsy();
    expect(seeds.structuredContent).toMatchObject({ records: expect.arrayContaining([expect.anything()]) });
    expect(seeds.content).toEqual([
      { type: "text", text: JSON.stringify(seeds.structuredContent) },
      { type: "text", text: expect.stringMatching(/sandbox, standing in for GitHub/) },
    ]);
    expect(seeds._meta).toMatchObject({ "patchbay/sandbox": true });

    const made = await call("create_issue", { title: "Crash on 100% zoom", body: "Press Ctrl and plus." });
    const { id } = recordOf(made.structuredContent);
    expect((await call("get_issue", { id })).structuredContent).toEqual(made.structuredContent);
    expect((await call("search_issues", { query: "CRASH ON 100%" })).structuredContent).toEqual({
      records: [recordOf(made.structuredContent)],
    });
    expect((await call("search_issues", { query: "100_ zoom" })).structuredContent).toEqual({ records: [] });
    const changed = await call("update_issue", { id, title: "Crash when zoomed" });
    expect(recordOf(changed.structuredContent)).toMatchObject({
      id,
      title: "Crash when zoomed",
      body: "Press Ctrl and plus.",
    });
    expect((await call("delete_issue", { id })).structuredContent).toEqual({ deleted: id });
    expect(await call("get_issue", { id })).toMatchObject({ isError: true });

    // What the console makes of an account that stopped being valid: connected before, not now, and the same instance.
    const isAuthenticated = async () =>
      (await (await engine.api(`/mcp-server/instance/${instanceId}`)).json()).isAuthenticated;
    expect(await isAuthenticated()).toBe(true);
    await engine.api(`/mcp-server/instance/${instanceId}/auth`, { method: "DELETE" });
    expect(await isAuthenticated()).toBe(false);
    expect(await call("list_issues")).toMatchObject({
      isError: true,
      content: [
        {
          type: "text",
          text: expect.stringMatching(
            /^GitHub is not connected for .* open http:\S+\/engine\/connect\/\S+ and press Connect\./,
          ),
        },
      ],
    });
    const browser = createBrowser(engine);
    await browser.press(await browser.visit(oauthUrl), "allow");
    expect(await isAuthenticated()).toBe(true);
    expect((await call("list_issues")).isError).toBeFalsy();
  });

  it("neither sees nor calls a writing tool of a read-only instance, from the moment it is one", async () => {
    const { instanceId, serverUrl } = await connected({ serverName: "GitHub", isReadOnly: true });
    const client = await open(serverUrl, mode);
    expect(await namesOf(client)).toEqual(GITHUB_TOOLS.slice(0, 3));
    for (const name of GITHUB_TOOLS.slice(3)) {
      await expect(
        client.callTool({ name, arguments: { title: "A title", id: randomUUID() } }),
      ).rejects.toThrow(/This instance is read-only/);
    }
    const before = await client.callTool({ name: "github_list_issues", arguments: {} });
    expect(before.structuredContent).toMatchObject({ records: { length: 3 } });

    const path = `/mcp-server/instance/${instanceId}`;
    await engine.api(path, { method: "PATCH", body: { isReadOnly: false } });
    expect(await namesOf(await open(serverUrl, mode))).toEqual(GITHUB_TOOLS);
    await engine.api(path, { method: "PATCH", body: { isReadOnly: true } });
    const call = client.callTool({ name: "github_create_issue", arguments: { title: "A title" } });
    await expect(call).rejects.toThrow(/This instance is read-only/);
  });
});

describe("an instance that writes, asked for to read only", () => {
  it("is given an address that lists and calls what reads, and keeps what was given out", async () => {
    const identity = { serverName: "GitHub", userId: randomUUID() };
    const first = await connected(identity);
    const narrow = await create({ ...identity, isReadOnly: true });
    expect(narrow.instanceId).toBe(first.instanceId);
    expect(narrow.serverUrl).not.toBe(first.serverUrl);
    expect(await create({ ...identity, isReadOnly: true })).toEqual(narrow);
    expect(await create(identity)).toEqual(first);
    for (const mode of ["legacy", { pin: "2026-07-28" }] as const) {
      const client = await open(narrow.serverUrl, mode);
      expect(await namesOf(client)).toEqual(GITHUB_TOOLS.slice(0, 3));
      const call = client.callTool({ name: "github_create_issue", arguments: { title: "A title" } });
      await expect(call).rejects.toThrow(/This instance is read-only/);
      expect((await client.callTool({ name: "github_list_issues" })).isError).toBeFalsy();
      expect(await namesOf(await open(first.serverUrl, mode))).toEqual(GITHUB_TOOLS);
    }
    const asked = { serverUrl: narrow.serverUrl, toolName: "github_create_issue", toolArgs: { title: "A" } };
    const answer = await engine.api("/mcp-server/call-tool", { method: "POST", body: asked });
    expect(await answer.json()).toMatchObject({ success: false, error: expect.stringMatching(/read-only/) });

    const path = `/mcp-server/instance/${first.instanceId}`;
    await engine.api(path, { method: "PATCH", body: { isReadOnly: true } });
    await engine.api(path, { method: "PATCH", body: { isReadOnly: false } });
    expect(await namesOf(await open(narrow.serverUrl))).toEqual(GITHUB_TOOLS.slice(0, 3));
    expect(await namesOf(await open(first.serverUrl))).toEqual(GITHUB_TOOLS);
  });
});

describe("a subscription", () => {
  it("is acknowledged with nothing in it, and ends: nothing here changes", async () => {
    const { serverUrl } = await create({ serverName: "GitHub" });
    const client = await open(serverUrl, { pin: "2026-07-28" });
    for (const filter of [{ toolsListChanged: true, promptsListChanged: true }, {}]) {
      const subscription = await client.listen(filter);
      expect(subscription.honoredFilter).toEqual({});
      await subscription.closed;
    }
  });
});

describe("the tools", () => {
  it("refuse arguments that do not fit", async () => {
    const { serverUrl } = await connected({ serverName: "GitHub" });
    const client = await open(serverUrl);
    for (const [name, args] of [
      ["list_issues", { limit: 0 }],
      ["list_issues", { limit: 101 }],
      ["get_issue", { id: "1 or 1=1" }],
      ["get_issue", {}],
      ["create_issue", { title: "" }],
      ["create_issue", { title: "a".repeat(201) }],
      ["create_issue", { title: "a", body: "a".repeat(10_001) }],
      ["create_issue", { title: "a\0b" }],
      ["update_issue", { id: randomUUID() }],
      ["update_issue", { id: randomUUID(), title: "Nobody's" }],
      ["delete_issue", { id: randomUUID() }],
      ["list_issues", { nope: 1 }],
      ["create_issue", { title: "a", labels: ["b"] }],
    ] as const) {
      const result = await client.callTool({ name: `github_${name}`, arguments: args });
      expect(result.isError, `${name} ${JSON.stringify(args).slice(0, 40)}`).toBe(true);
    }
  });

  it("say by their annotations what they do", async () => {
    const { serverUrl } = await create({ serverName: "Slack" });
    const { tools } = await (await open(serverUrl)).listTools();
    for (const { name, title, description, annotations } of tools) {
      expect(annotations?.readOnlyHint, name).toBe(/_(list|get|search)_/.test(name));
      if (!annotations?.readOnlyHint)
        expect(annotations?.destructiveHint, name).toBe(!name.includes("_create_"));
      expect(title).toBeTruthy();
      expect(description).toContain("not on the real Slack");
    }
  });

  it("reach the records of their own instance alone", async () => {
    const [mine, other] = [
      await connected({ serverName: "GitHub" }),
      await connected({ serverName: "GitHub" }),
    ];
    const [here, there] = [await open(mine.serverUrl), await open(other.serverUrl)];
    const made = await here.callTool({ name: "github_create_issue", arguments: { title: "Mine alone" } });
    const { id } = recordOf(made.structuredContent);
    for (const name of ["github_get_issue", "github_delete_issue"]) {
      expect(await there.callTool({ name, arguments: { id } })).toMatchObject({ isError: true });
    }
    const found = await there.callTool({ name: "github_search_issues", arguments: { query: "Mine alone" } });
    expect(found.structuredContent).toEqual({ records: [] });
    expect(await here.callTool({ name: "github_get_issue", arguments: { id } })).not.toMatchObject({
      isError: true,
    });
  });

  it("keep to their own instance when two are used at once", async () => {
    const instances = await Promise.all(
      ["one", "two"].map(async (userId) => ({
        userId,
        ...(await connected({ serverName: "GitHub", userId })),
      })),
    );
    await Promise.all(
      instances.map(async ({ userId, serverUrl }) => {
        const client = await open(serverUrl);
        await Promise.all(
          Array.from({ length: 10 }, (_, i) =>
            client.callTool({ name: "github_create_issue", arguments: { title: `${userId} ${i}` } }),
          ),
        );
        const { structuredContent } = await client.callTool({
          name: "github_search_issues",
          arguments: { query: "o", limit: 100 },
        });
        const titles = recordsOf(structuredContent).map(({ title }) => title);
        expect(titles.filter((title) => title.startsWith(userId))).toHaveLength(10);
        const foreign = userId === "one" ? "two" : "one";
        expect(titles.filter((title) => title.startsWith(foreign))).toEqual([]);
      }),
    );
  });

  it("of a service that asks for no sign-in work at once", async () => {
    const { serverUrl } = await create({ serverName: "Markdown2doc" });
    const client = await open(serverUrl);
    expect(client.getServerVersion()).toMatchObject({ name: "patchbay-builtin", title: "Markdown2doc" });
    expect(await namesOf(client)).toEqual(["markdown_to_docx", "markdown_to_html"]);
    const made = await client.callTool({
      name: "markdown_to_html",
      arguments: { markdown: "# Hello", title: "Hello" },
    });
    expect(made.structuredContent).toMatchObject({ file_name: "Hello.html", mime_type: "text/html" });
    expect(made._meta).not.toHaveProperty("patchbay/sandbox");
  });

  it("of a service with a key work once the key is set", async () => {
    const { instanceId, serverUrl } = await create({ serverName: "Affinity" });
    const client = await open(serverUrl);
    const call = () => client.callTool({ name: "affinity_list_contacts", arguments: {} });
    expect(await call()).toMatchObject({ isError: true });
    const body = { instanceId, authData: { api_key: "a-key" } };
    await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
    expect(recordsOf((await call()).structuredContent)).toHaveLength(3);
  });

  it("of a legacy instance have plain names", async () => {
    const { serverUrl } = await create({ serverName: "GitHub", legacy: true });
    expect(await namesOf(await open(serverUrl))).toEqual(
      GITHUB_TOOLS.map((name) => name.replace("github_", "")),
    );
  });
});

type Shown = { id: string; title: string };
const recordOf = (content: unknown) => (content as { record: Shown }).record;
const recordsOf = (content: unknown) => (content as { records: Shown[] }).records;
