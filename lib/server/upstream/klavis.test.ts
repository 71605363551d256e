import { expect, test } from "vitest";
import type { CreateServerRequest } from "@/lib/contracts/klavis/create-instance";
import { createKlavisUpstream } from "./klavis";
import type { Upstream } from "./port";
import { answerJson, CANARY_KEY, failureOf, startServer, testOptions } from "./testing";

const REQUEST: CreateServerRequest = {
  serverName: "GitHub",
  userId: "ana@example.com",
  platformName: "Support desk",
  connectionType: "SSE",
  legacy: true,
  isReadOnly: true,
};

const answers = {
  created: { serverUrl: "https://mcp.example.com/x", instanceId: "i-1" },
  status: { success: true },
};

test.each<[string, unknown]>([
  ["no serverUrl", { instanceId: "i-1" }],
  ["no instanceId", { serverUrl: "https://mcp.example.com/x" }],
  ["an empty instanceId", { ...answers.created, instanceId: "" }],
  ["a number as instanceId", { ...answers.created, instanceId: 7 }],
  ["a script as serverUrl", { ...answers.created, serverUrl: "javascript:alert(1)" }],
  ["a hidden script as serverUrl", { ...answers.created, serverUrl: "JaVaScRiPt\t:alert(1)" }],
  ["plain HTTP beyond loopback", { ...answers.created, serverUrl: "http://mcp.example.com/x" }],
  ["credentials in serverUrl", { ...answers.created, serverUrl: "https://u:p@mcp.example.com/x" }],
  ["a script as oauthUrl", { ...answers.created, oauthUrl: "javascript:alert(1)" }],
  ["an oauthUrl elsewhere", { ...answers.created, oauthUrl: "https://evil.example.com/oauth" }],
  ["a number as oauthUrl", { ...answers.created, oauthUrl: 1 }],
  ["a list", [answers.created]],
  ["a text", "ok"],
  ["null", null],
])("a create that is answered with %s is refused, and may have made something", async (_, body) => {
  await using server = await startServer((response) => answerJson(response, 200, body));
  const error = await failureOf(createKlavisUpstream(testOptions(server.url)).createInstance(REQUEST));
  expect(error).toMatchObject({ code: "upstream-invalid", effect: "maybe-changed" });
  expect(error.message).toContain("Trying again is safe: it returns the same instance.");
  expect(error.message).not.toMatch(/javascript|evil|u:p/);
  expect(server.seen).toHaveLength(1);
});

test("an answer that is not as promised names the field and quotes nothing", async () => {
  const body = { serverUrl: "javascript:steal()", instanceId: 7 };
  await using server = await startServer((response) => answerJson(response, 200, body));
  const error = await failureOf(createKlavisUpstream(testOptions(server.url)).createInstance(REQUEST));
  expect(error.message).toContain("instanceId");
  expect(error.message).toContain("serverUrl");
  expect(error.message).not.toContain("steal");
});

test("an instance whose oauthUrl leads elsewhere is refused when it is read, too", async () => {
  const body = { authNeeded: true, isAuthenticated: false, oauthUrl: "https://evil.example.com/oauth" };
  await using server = await startServer((response) => answerJson(response, 200, body));
  const error = await failureOf(createKlavisUpstream(testOptions(server.url)).getInstance("i-1"));
  expect(error).toMatchObject({ code: "upstream-invalid", effect: "nothing-changed" });
});

test.each(["", ".", ".."])(
  "an id of %j, which would lead to another endpoint, is never asked for",
  async (id) => {
    await using server = await startServer((response) => answerJson(response, 200, { integrations: [] }));
    const upstream = createKlavisUpstream(testOptions(server.url));
    for (const call of [
      upstream.listUserIntegrations(id),
      upstream.getInstance(id),
      upstream.deleteInstance(id),
    ]) {
      expect(await failureOf(call)).toMatchObject({ code: "upstream-not-found", effect: "nothing-changed" });
    }
    expect(server.seen).toHaveLength(0);
  },
);

test("a create sends the contract's fields and the key, and answers what came back", async () => {
  await using server = await startServer((response) =>
    answerJson(response, 200, {
      ...answers.created,
      oauthUrl: `${server.url}/oauth/github/authorize`,
      extra: 1,
    }),
  );
  const upstream = createKlavisUpstream(testOptions(server.url));
  expect(await upstream.createInstance(REQUEST)).toEqual({
    ...answers.created,
    oauthUrl: `${server.url}/oauth/github/authorize`,
  });
  expect(server.seen[0]).toMatchObject({ method: "POST", path: "/mcp-server/instance/create" });
  expect(server.seen[0]?.headers).toMatchObject({
    authorization: `Bearer ${CANARY_KEY}`,
    "content-type": "application/json",
    accept: "application/json",
  });
  expect(JSON.parse(server.seen[0]?.body ?? "")).toEqual(REQUEST);
});

test.each([null, undefined])("an oauthUrl of %j is as good as any", async (oauthUrl) => {
  await using server = await startServer((response) =>
    answerJson(response, 200, { ...answers.created, oauthUrl }),
  );
  const answer = await createKlavisUpstream(testOptions(server.url)).createInstance(REQUEST);
  expect(answer.oauthUrl).toBe(oauthUrl);
});

const users = {
  users: [{ userId: "ana", createdAt: "2026-05-04" }],
  totalCount: 1,
  page: 2,
  pageSize: 50,
  totalPages: 1,
};
const found = {
  instanceId: "i-1",
  authNeeded: true,
  isAuthenticated: false,
  serverName: "GitHub",
  platform: "",
  externalUserId: "ana",
};

test.each<
  [string, (upstream: Upstream) => Promise<unknown>, { method: string; path: string; body?: unknown }, object]
>([
  [
    "getInstance",
    (up) => up.getInstance("a/../b?c"),
    { method: "GET", path: "/mcp-server/instance/a%2F..%2Fb%3Fc" },
    found,
  ],
  [
    "updateInstance",
    (up) => up.updateInstance("i-1", { isReadOnly: true }),
    { method: "PATCH", path: "/mcp-server/instance/i-1", body: { isReadOnly: true } },
    { instanceId: "i-1", isReadOnly: true, message: "done" },
  ],
  [
    "deleteInstance",
    (up) => up.deleteInstance("i-1"),
    { method: "DELETE", path: "/mcp-server/instance/i-1" },
    answers.status,
  ],
  [
    "deleteAuth",
    (up) => up.deleteAuth("i-1"),
    { method: "DELETE", path: "/mcp-server/instance/i-1/auth" },
    answers.status,
  ],
  [
    "setAuth",
    (up) => up.setAuth({ instanceId: "i-1", authData: { token: "t" } }),
    {
      method: "POST",
      path: "/mcp-server/instance/set-auth",
      body: { instanceId: "i-1", authData: { token: "t" } },
    },
    answers.status,
  ],
  ["listServers", (up) => up.listServers(), { method: "GET", path: "/mcp-server/servers" }, { servers: [] }],
  [
    "listUsers",
    (up) => up.listUsers({ pageNumber: 2, pageSize: 50 }),
    { method: "GET", path: "/user/?page_number=2&page_size=50" },
    users,
  ],
  [
    "listUserIntegrations",
    (up) => up.listUserIntegrations("ana@example.com"),
    { method: "GET", path: "/user/ana%40example.com/integrations" },
    { integrations: [{ name: "GitHub", is_authenticated: true }] },
  ],
])("%s asks the endpoint of the API", async (_, call, { method, path, body }, answer) => {
  await using server = await startServer((response) => answerJson(response, 200, answer));
  // A base URL with a path of its own, as that of an engine has.
  expect(await call(createKlavisUpstream(testOptions(`${server.url}/engine`)))).toEqual(answer);
  expect(server.seen).toHaveLength(1);
  expect(server.seen[0]).toMatchObject({ method, path: `/engine${path}` });
  expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${CANARY_KEY}`);
  expect(server.seen[0]?.body).toBe(body ? JSON.stringify(body) : "");
});

test("a list of every server with all its tools is not too long", async () => {
  const tools = Array.from({ length: 100 }, (_, i) => ({ name: `tool_${i}`, description: "x".repeat(200) }));
  const servers = Array.from({ length: 96 }, (_, i) => ({
    id: String(i),
    name: String(i),
    tools,
    authNeeded: true,
  }));
  await using server = await startServer((response) => answerJson(response, 200, { servers }));
  const answer = await createKlavisUpstream(testOptions(server.url)).listServers();
  expect(answer.servers).toHaveLength(96);
});

const TOOL_CALL = {
  serverUrl: "https://mcp.example.com/x/a-secret-key",
  connectionType: "StreamableHttp",
  toolName: "a_tool",
  toolArgs: { title: "A title" },
} as const;

test("tools are asked for and run with the URL and its transport", async () => {
  const answer = { success: true, result: { content: [{ type: "text", text: "done" }] } };
  await using server = await startServer((response) =>
    answerJson(response, 200, { ...answer, format: "mcp_native", tools: [{ name: "a_tool" }] }),
  );
  const upstream = createKlavisUpstream(testOptions(server.url));
  const { toolName: _name, toolArgs: _args, ...address } = TOOL_CALL;
  expect(await upstream.listTools(address)).toMatchObject({ success: true, tools: [{ name: "a_tool" }] });
  expect(await upstream.callTool(TOOL_CALL)).toMatchObject({ result: { isError: false } });
  expect(server.seen.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ["/mcp-server/list-tools", address],
    ["/mcp-server/call-tool", TOOL_CALL],
  ]);
});

test("a tool that is not answered for is not run again, and its URL is in no message and no log", async () => {
  await using server = await startServer((response) =>
    answerJson(response, 500, { detail: `failed at ${TOOL_CALL.serverUrl}` }),
  );
  const options = testOptions(server.url);
  const error = await failureOf(createKlavisUpstream(options).callTool(TOOL_CALL));
  expect(error).toMatchObject({ code: "upstream-unavailable", effect: "maybe-changed" });
  expect(server.seen).toHaveLength(1);
  expect(error.message + String(error.cause) + options.lines.join("")).not.toContain("a-secret-key");
});

test.each([
  [`Could not reach ${TOOL_CALL.serverUrl}`, "Could not reach [redacted]"],
  ["Two\nlines\u0007", "Two lines"],
  ["<script>alert(1)</script>", ""],
  ["x".repeat(300), `${"x".repeat(199)}…`],
])("what an upstream says of a tool's failure is made fit to be shown: %#", async (error, expected) => {
  await using server = await startServer((response) =>
    answerJson(response, 200, { success: false, format: "mcp_native", error }),
  );
  const upstream = createKlavisUpstream(testOptions(server.url));
  expect(await upstream.listTools(TOOL_CALL)).toMatchObject({ success: false, error: expected });
  expect(await upstream.callTool(TOOL_CALL)).toMatchObject({ success: false, error: expected });
});

test("what a tool brings may be large, and not without end", async () => {
  const sizes = [3 * 2 ** 20, 5 * 2 ** 20];
  await using server = await startServer((response, index) => {
    const text = "x".repeat(sizes[index] ?? 0);
    answerJson(response, 200, { success: true, result: { content: [{ type: "text", text }] } });
  });
  const upstream = createKlavisUpstream(testOptions(server.url));
  expect(await upstream.callTool(TOOL_CALL)).toMatchObject({ success: true });
  expect(await failureOf(upstream.callTool(TOOL_CALL))).toMatchObject({
    code: "upstream-invalid",
    effect: "maybe-changed",
  });
});
