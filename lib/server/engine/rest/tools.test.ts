import { randomUUID } from "node:crypto";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpValidationErrorSchema } from "@/lib/contracts/klavis/create-instance";
import { callToolResponseSchema, listToolsResponseSchema } from "@/lib/contracts/klavis/tools";
import { startServer } from "../../upstream/testing";
import { startEngine, type TestEngine } from "../testing";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

type Created = { instanceId: string; serverUrl: string };

async function create(body: Record<string, unknown> = {}): Promise<Created> {
  const response = await engine.api("/mcp-server/instance/create", {
    method: "POST",
    body: { serverName: "GitHub", userId: randomUUID(), ...body },
  });
  expect(response.status).toBe(200);
  return response.json();
}

/** With a key set, which connects the account of any server that asks for one. */
async function connected(body: Record<string, unknown> = {}): Promise<Created> {
  const made = await create(body);
  const response = await engine.api("/mcp-server/instance/set-auth", {
    method: "POST",
    body: { instanceId: made.instanceId, authData: { token: "a-token" } },
  });
  expect(response.status).toBe(200);
  return made;
}

const post = (path: string, body: unknown) => engine.api(`/mcp-server/${path}`, { method: "POST", body });

async function list(body: unknown) {
  const response = await post("list-tools", body);
  expect(response.status).toBe(200);
  return listToolsResponseSchema.parse(await response.json());
}

async function call(serverUrl: string, toolName: string, toolArgs?: Record<string, unknown>) {
  const response = await post("call-tool", { serverUrl, toolName, ...(toolArgs && { toolArgs }) });
  expect(response.status).toBe(200);
  return callToolResponseSchema.parse(await response.json());
}

/** What the server URL itself lists, to a real client. */
async function listedByMcp(serverUrl: string) {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(serverUrl)));
  try {
    return (await client.listTools()).tools;
  } finally {
    await client.close();
  }
}

describe.each(["list-tools", "call-tool"])("%s refuses", (path) => {
  const send = async (serverUrl: string, more: Record<string, unknown> = {}) => {
    const response = await post(path, { serverUrl, toolName: "github_list_issues", ...more });
    expect(response.status).toBe(200);
    return response.json();
  };

  it("a caller without the API key", async () => {
    const { serverUrl } = await create();
    for (const [authorization, status] of [
      ["", 401],
      ["Bearer another-key", 403],
    ] as const) {
      const response = await fetch(`${engine.appUrl}/engine/mcp-server/${path}`, {
        method: "POST",
        headers: { authorization },
        body: JSON.stringify({ serverUrl, toolName: "github_list_issues" }),
      });
      expect(response.status).toBe(status);
    }
  });

  it("to fetch what a caller names, wherever it leads", async () => {
    await using elsewhere = await startServer((response) => response.end("{}"));
    const { serverUrl } = await create();
    const { pathname, host } = new URL(serverUrl);
    for (const url of [
      elsewhere.url,
      elsewhere.url + pathname,
      `${elsewhere.url}/?${serverUrl}`,
      serverUrl.replace(host, `${host}@${new URL(elsewhere.url).host}`),
      "http://169.254.169.254/latest/meta-data",
      "file:///etc/passwd",
      "",
      "/",
    ]) {
      const answer = await send(url);
      expect(answer, url).toMatchObject({ success: false, error: expect.stringContaining("No server") });
    }
    expect(elsewhere.seen).toEqual([]);
  });

  it("a URL that opens nothing here, and tells no two of them apart", async () => {
    const [mine, other] = [await create(), await create()];
    const gone = await create();
    await engine.api(`/mcp-server/instance/${gone.instanceId}`, { method: "DELETE" });
    const [key, otherKey] = [mine, other].map(({ serverUrl }) => serverUrl.split("/").at(-2));
    const base = `${engine.appUrl}/engine/mcp`;
    const answers = new Set<string>();
    for (const url of [
      gone.serverUrl,
      `${base}/${randomUUID()}/${key}`,
      `${base}/${mine.instanceId}/${otherKey}`,
      `${base}/${mine.instanceId}/`,
      `${base}/${mine.instanceId.toUpperCase()}/${key}`,
      `${base}/${mine.instanceId.toUpperCase()}/${key}/mcp`,
      `${base}/${mine.instanceId}/${otherKey}/mcp`,
      `${base}/${mine.instanceId}/${key}/other`,
      `${mine.serverUrl}/sse`,
      `${mine.serverUrl}/`,
      `${mine.serverUrl}?a`,
      `${mine.serverUrl}#a`,
      ` ${mine.serverUrl}`,
    ]) {
      answers.add(JSON.stringify(await send(url)));
    }
    expect(answers.size).toBe(1);
  });

  it("what does not fit the contract, without repeating the URL", async () => {
    const { serverUrl } = await create();
    for (const body of [
      { serverUrl: 7, toolName: "a" },
      { toolName: "a" },
      { serverUrl, toolName: "a", connectionType: "Carrier" },
      { serverUrl, toolName: "a", headers: "none" },
    ]) {
      const response = await post(path, body);
      expect(response.status).toBe(422);
      const text = await response.text();
      expect(text).not.toContain(serverUrl);
      expect(httpValidationErrorSchema.parse(JSON.parse(text)).detail).toHaveLength(1);
    }
  });

  it("a body of more than 64 KiB", async () => {
    const { serverUrl } = await create();
    const body = { serverUrl, toolName: "a", toolArgs: { body: "x".repeat(64 * 1024) } };
    expect((await post(path, body)).status).toBe(413);
  });
});

it("takes every form of a server URL, and whichever transport is named", async () => {
  for (const made of ["SSE", "StreamableHttp"]) {
    const { serverUrl } = await connected({ connectionType: made });
    const [base = ""] = serverUrl.split(/\/(?:mcp|sse)$/);
    for (const url of [base, `${base}/mcp`, `${base}/sse`]) {
      for (const connectionType of ["SSE", "StreamableHttp"]) {
        const listed = await list({ serverUrl: url, connectionType });
        expect(listed.tools, url).toHaveLength(6);
        const body = { serverUrl: url, connectionType, toolName: "github_list_issues" };
        const called = callToolResponseSchema.parse(await (await post("call-tool", body)).json());
        expect(called, url).toMatchObject({ success: true, result: { isError: false } });
      }
    }
  }
});

describe("list-tools", () => {
  it("answers what the server URL itself lists", async () => {
    for (const request of [
      { serverName: "GitHub" },
      { serverName: "GitHub", legacy: true },
      { serverName: "Gmail", isReadOnly: true },
      { serverName: "Hacker News" },
    ]) {
      const { serverUrl } = await create(request);
      const listed = await listedByMcp(serverUrl);
      expect(listed.length).toBeGreaterThan(2);
      expect(await list({ serverUrl })).toEqual({ success: true, format: "mcp_native", tools: listed });
    }
  });

  it("converts to the forms of OpenAI and Anthropic", async () => {
    const { serverUrl } = await create();
    const [tool] = await listedByMcp(serverUrl);
    const { name, description, inputSchema } = tool ?? {};
    const openai = await list({ serverUrl, format: "openai" });
    expect(openai.format).toBe("openai");
    expect(openai.tools?.[0]).toEqual({
      type: "function",
      function: { name, description, parameters: inputSchema },
    });
    const anthropic = await list({ serverUrl, format: "anthropic" });
    expect(anthropic.tools?.[0]).toEqual({ name, description, input_schema: inputSchema });
  });

  it("converts to the form of Gemini, which takes all functions as one tool", async () => {
    const { serverUrl } = await create();
    const listed = await listedByMcp(serverUrl);
    const { tools } = await list({ serverUrl, format: "gemini" });
    expect(tools).toHaveLength(1);
    expect(tools?.[0]).toEqual({
      function_declarations: listed.map(({ name, description }) =>
        expect.objectContaining({ name, description }),
      ),
    });
    const text = JSON.stringify(tools);
    for (const unknown of ["$schema", "additionalProperties", "exclusiveMinimum"]) {
      expect(text).not.toContain(`"${unknown}":`);
    }
  });
});

describe("call-tool", () => {
  it("says how to connect where the account is not connected", async () => {
    const { serverUrl, instanceId } = await create({ userId: "ada@example.com" });
    const told = await call(serverUrl, "github_list_issues", {});
    expect(told).toEqual({
      success: true,
      result: {
        isError: true,
        content: [
          {
            type: "text",
            text: expect.stringMatching(/^GitHub is not connected for ada@example\.com yet\./),
          },
        ],
      },
    });
    // The page asks who one is: an address of the provider's own would bind the account of whoever opens it.
    const text = JSON.stringify(told);
    const [page = ""] = /http[^ ]+/.exec(text) ?? [];
    expect(page).toContain(`${engine.appUrl}/engine/connect/${instanceId}/`);
    expect(text).not.toContain("authorize");
    expect(await (await fetch(page)).text()).toContain("I am ada@example.com: Connect");
  });

  it("runs a tool, with arguments or without", async () => {
    const { serverUrl } = await connected();
    const made = await call(serverUrl, "github_create_issue", { title: "Crash on start" });
    expect(made).toMatchObject({ success: true, result: { isError: false } });
    const found = await call(serverUrl, "github_list_issues");
    expect(JSON.stringify(found.result?.content)).toContain("Crash on start");
  });

  it("tells a tool that failed from a call that did", async () => {
    const { serverUrl } = await connected();
    const failed = await call(serverUrl, "github_get_issue", { id: randomUUID() });
    expect(failed).toMatchObject({ success: true, result: { isError: true } });
    const misfit = await call(serverUrl, "github_get_issue", { id: 7 });
    expect(misfit).toMatchObject({ success: true, result: { isError: true } });
    for (const name of ["github_drop_issue", "", "n\u00f6\n", "__proto__", "constructor"]) {
      const unknown = await call(serverUrl, name);
      expect(unknown, name).toEqual({ success: false, error: `Tool ${name} not found` });
    }
  });

  it("runs no writing tool of a read-only instance", async () => {
    const { instanceId, serverUrl } = await connected({ isReadOnly: true });
    const create = () => call(serverUrl, "github_create_issue", { title: "A title" });
    expect(await create()).toEqual({
      success: false,
      error: expect.stringContaining("This instance is read-only"),
    });
    expect(await call(serverUrl, "github_list_issues")).toMatchObject({ success: true });
    const body = { isReadOnly: false };
    await engine.api(`/mcp-server/instance/${instanceId}`, { method: "PATCH", body });
    expect(await create()).toMatchObject({ success: true, result: { isError: false } });
  });

  it("reaches the records of the URL's own instance alone, also when two are used at once", async () => {
    const instances = await Promise.all(
      ["one", "two"].map(async (title) => ({ title, ...(await connected()) })),
    );
    await Promise.all(
      instances.flatMap(({ title, serverUrl }) =>
        Array.from({ length: 5 }, () => call(serverUrl, "github_create_issue", { title })),
      ),
    );
    for (const { title, serverUrl } of instances) {
      const found = JSON.stringify(await call(serverUrl, "github_search_issues", { query: title }));
      const other = JSON.stringify(
        await call(serverUrl, "github_search_issues", { query: title === "one" ? "two" : "one" }),
      );
      expect(found.split(`\\"title\\":\\"${title}\\"`)).toHaveLength(6);
      expect(other).not.toContain(`"title\\":\\"${title === "one" ? "two" : "one"}\\"`);
    }
  });
});
