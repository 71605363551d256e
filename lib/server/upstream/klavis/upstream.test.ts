import { expect, test } from "vitest";
import type { CreateServerRequest } from "@/lib/contracts/klavis/create-instance";
import type { Upstream } from "../port";
import { answerJson, CANARY_KEY, failureOf, startServer, testOptions } from "../testing";
import { createKlavisUpstream } from "./upstream";

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
  const error = await failureOf(createKlavisUpstream(testOptions(server.url)).create(REQUEST));
  expect(error).toMatchObject({ code: "upstream-invalid", effect: "maybe-changed" });
  expect(error.message).toContain("Trying again is safe: it returns the same instance.");
  expect(error.message).not.toMatch(/javascript|evil|u:p/);
  expect(server.seen).toHaveLength(1);
});

test("an answer that is not as promised names the field and quotes nothing", async () => {
  const body = { serverUrl: "javascript:steal()", instanceId: 7 };
  await using server = await startServer((response) => answerJson(response, 200, body));
  const error = await failureOf(createKlavisUpstream(testOptions(server.url)).create(REQUEST));
  expect(error.message).toContain("instanceId");
  expect(error.message).toContain("serverUrl");
  expect(error.message).not.toContain("steal");
});

test("an instance whose oauthUrl leads elsewhere is refused when it is read, too", async () => {
  const body = { authNeeded: true, isAuthenticated: false, oauthUrl: "https://evil.example.com/oauth" };
  await using server = await startServer((response) => answerJson(response, 200, body));
  const error = await failureOf(createKlavisUpstream(testOptions(server.url)).observe("i-1"));
  expect(error).toMatchObject({ code: "upstream-invalid", effect: "nothing-changed" });
});

test.each(["", ".", ".."])(
  "an id of %j, which would lead to another endpoint, is never asked for: nobody can know it",
  async (id) => {
    await using server = await startServer((response) => answerJson(response, 200, { integrations: [] }));
    const upstream = createKlavisUpstream(testOptions(server.url));
    expect(await upstream.integrations(id)).toEqual([]);
    expect(await upstream.observe(id)).toBe("gone");
    expect(await upstream.remove(id)).toBe("unknown");
    expect(await upstream.disconnect(id)).toBe("unknown");
    expect(await failureOf(upstream.update(id, { isReadOnly: true }))).toMatchObject({
      code: "upstream-not-found",
      effect: "nothing-changed",
    });
    expect(server.seen).toHaveLength(0);
  },
);

test("what the upstream does not know is an answer, and a key for it is a failure", async () => {
  await using server = await startServer((response) => answerJson(response, 404, { detail: "unknown" }));
  const upstream = createKlavisUpstream(testOptions(server.url));
  expect(await upstream.observe("i-1")).toBe("gone");
  expect(await upstream.remove("i-1")).toBe("unknown");
  expect(await upstream.disconnect("i-1")).toBe("unknown");
  expect(await upstream.integrations("ana")).toEqual([]);
  for (const call of [upstream.setKey("i-1", "a-key"), upstream.update("i-1", { isReadOnly: true })]) {
    expect(await failureOf(call)).toMatchObject({ code: "upstream-not-found" });
  }
});

test("an answer that it was not done is a refusal, and nothing was changed", async () => {
  await using server = await startServer((response) =>
    answerJson(response, 200, { success: false, message: "no" }),
  );
  const upstream = createKlavisUpstream(testOptions(server.url));
  for (const call of [upstream.remove("i-1"), upstream.disconnect("i-1"), upstream.setKey("i-1", "a-key")]) {
    expect(await failureOf(call)).toMatchObject({ code: "upstream-rejected", effect: "nothing-changed" });
  }
  const refused = await failureOf(upstream.setKey("i-1", "a-key"));
  expect(refused.fields).toEqual({ key: ["The upstream did not take this key."] });
});

test("a create sends the contract's fields and the key, and answers what came back", async () => {
  await using server = await startServer((response) =>
    answerJson(response, 200, {
      ...answers.created,
      oauthUrl: `${server.url}/oauth/github/authorize`,
      extra: 1,
    }),
  );
  const upstream = createKlavisUpstream(testOptions(server.url));
  expect(await upstream.create(REQUEST)).toEqual({
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
  const answer = await createKlavisUpstream(testOptions(server.url)).create(REQUEST);
  expect(answer.oauthUrl).toBeNull();
});

const users = {
  users: [{ userId: "ana", createdAt: "2026-05-04" }],
  totalCount: 1,
  page: 2,
  pageSize: 50,
  totalPages: 7,
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
  [
    string,
    (upstream: Upstream) => Promise<unknown>,
    { method: string; path: string; body?: unknown },
    object,
    unknown,
  ]
>([
  [
    "observe",
    (up) => up.observe("a/../b?c"),
    { method: "GET", path: "/mcp-server/instance/a%2F..%2Fb%3Fc" },
    found,
    { account: "wanted", userId: "ana", oauthUrl: null },
  ],
  [
    "update",
    (up) => up.update("i-1", { isReadOnly: true }),
    { method: "PATCH", path: "/mcp-server/instance/i-1", body: { isReadOnly: true } },
    { instanceId: "i-1", isReadOnly: true, message: "done" },
    { isReadOnly: true },
  ],
  [
    "remove",
    (up) => up.remove("i-1"),
    { method: "DELETE", path: "/mcp-server/instance/i-1" },
    answers.status,
    "removed",
  ],
  [
    "disconnect",
    (up) => up.disconnect("i-1"),
    { method: "DELETE", path: "/mcp-server/instance/i-1/auth" },
    answers.status,
    "removed",
  ],
  [
    "setKey",
    (up) => up.setKey("i-1", "t"),
    {
      method: "POST",
      path: "/mcp-server/instance/set-auth",
      body: { instanceId: "i-1", authData: { api_key: "t" } },
    },
    answers.status,
    undefined,
  ],
  [
    "users",
    (up) => up.users({ page: 2, size: 50 }),
    { method: "GET", path: "/user/?page_number=2&page_size=50" },
    users,
    { users: [{ userId: "ana", createdAt: "2026-05-04T00:00:00.000Z" }], unreadable: 0, pages: 7 },
  ],
  [
    "integrations",
    (up) => up.integrations("ana@example.com"),
    { method: "GET", path: "/user/ana%40example.com/integrations" },
    {
      integrations: [
        { name: "git_hub", is_authenticated: true },
        { name: "google_calendar", is_authenticated: false },
        { name: " ", is_authenticated: true },
      ],
    },
    [
      { serverName: "git_hub", connected: true },
      { serverName: "Google Calendar", connected: false },
    ],
  ],
])(
  "%s asks the endpoint of the API, and answers in the console's words",
  async (_, call, asked, answer, told) => {
    await using server = await startServer((response) => answerJson(response, 200, answer));
    // A base URL with a path of its own, as that of an engine has.
    expect(await call(createKlavisUpstream(testOptions(`${server.url}/engine`)))).toEqual(told);
    const { method, path, body } = asked;
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({ method, path: `/engine${path}` });
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${CANARY_KEY}`);
    expect(server.seen[0]?.body).toBe(body ? JSON.stringify(body) : "");
  },
);

test.each([
  [{ authNeeded: true, isAuthenticated: true }, "connected"],
  [{ authNeeded: false, isAuthenticated: true }, "connected"],
  [{ authNeeded: false, isAuthenticated: false }, "not-needed"],
  [{ authNeeded: true, isAuthenticated: false }, "wanted"],
  [{}, "not-needed"],
])("an instance that answers %j has its account %s, and names nobody", async (answer, account) => {
  await using server = await startServer((response) => answerJson(response, 200, answer));
  const seen = await createKlavisUpstream(testOptions(server.url)).observe("i-1");
  expect(seen).toEqual({ account, userId: null, oauthUrl: null });
});

test("a list of a hundred tools with long words is not too long", async () => {
  const tools = Array.from({ length: 100 }, (_, i) => ({
    name: `tool_${i}`,
    description: "x".repeat(20_000),
  }));
  await using server = await startServer((response) =>
    answerJson(response, 200, { success: true, format: "mcp_native", tools }),
  );
  expect((await createKlavisUpstream(testOptions(server.url)).tools(ADDRESS)).tools).toHaveLength(100);
});

const ADDRESS = {
  serverUrl: "https://mcp.example.com/x/a-secret-key",
  connectionType: "StreamableHttp",
} as const;
const TOOL_CALL = { ...ADDRESS, name: "a_tool", arguments: { title: "A title" } };

test("tools are asked for and run with the URL and its transport", async () => {
  const answer = { success: true, result: { content: [{ type: "text", text: "done" }, "plain", null] } };
  await using server = await startServer((response) =>
    answerJson(response, 200, { ...answer, format: "mcp_native", tools: [{ name: "a_tool" }, { title: 7 }] }),
  );
  const upstream = createKlavisUpstream(testOptions(server.url));
  expect(await upstream.tools(ADDRESS)).toEqual({
    tools: [
      {
        name: "a_tool",
        title: null,
        description: "",
        readOnly: false,
        destructive: true,
        inputSchema: { type: "object" },
      },
    ],
    unreadable: 1,
  });
  expect(await upstream.call(TOOL_CALL)).toEqual({
    content: [
      { type: "text", text: "done" },
      { type: "text", text: "plain" },
      { type: "text", text: "null" },
    ],
    structuredContent: null,
    isError: false,
  });
  expect(server.seen.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ["/mcp-server/list-tools", ADDRESS],
    ["/mcp-server/call-tool", { ...ADDRESS, toolName: "a_tool", toolArgs: { title: "A title" } }],
  ]);
});

test("a tool that is not answered for is not run again, and its URL is in no message and no log", async () => {
  await using server = await startServer((response) =>
    answerJson(response, 500, { detail: `failed at ${TOOL_CALL.serverUrl}` }),
  );
  const options = testOptions(server.url);
  const error = await failureOf(createKlavisUpstream(options).call(TOOL_CALL));
  expect(error).toMatchObject({ code: "upstream-unavailable", effect: "maybe-changed" });
  expect(server.seen).toHaveLength(1);
  expect(error.message + String(error.cause) + options.lines.join("")).not.toContain("a-secret-key");
});

test.each([
  [`Could not reach ${TOOL_CALL.serverUrl}`, "Could not reach [redacted]"],
  ["Two\nlines\u0007", "Two lines"],
  ["<script>alert(1)</script>", "The server did not"],
  ["x".repeat(300), `${"x".repeat(199)}…`],
  [null, "The server did not"],
])("what an upstream says of a tool's failure is made fit to be shown: %#", async (error, expected) => {
  await using server = await startServer((response) =>
    answerJson(response, 200, { success: false, format: "mcp_native", error }),
  );
  const upstream = createKlavisUpstream(testOptions(server.url));
  for (const call of [upstream.tools(ADDRESS), upstream.call(TOOL_CALL)]) {
    const failure = await failureOf(call);
    expect(failure.code).toBe("upstream-rejected");
    expect(failure.message.slice(0, expected.length)).toBe(expected);
    expect(failure.message).not.toMatch(/a-secret-key|<script/);
  }
});

test("what a tool brings may be large, and not without end", async () => {
  const sizes = [3 * 2 ** 20, 5 * 2 ** 20];
  await using server = await startServer((response, index) => {
    const text = "x".repeat(sizes[index] ?? 0);
    answerJson(response, 200, { success: true, result: { content: [{ type: "text", text }] } });
  });
  const upstream = createKlavisUpstream(testOptions(server.url));
  expect((await upstream.call(TOOL_CALL)).content).toHaveLength(1);
  expect(await failureOf(upstream.call(TOOL_CALL))).toMatchObject({
    code: "upstream-invalid",
    effect: "maybe-changed",
  });
});
