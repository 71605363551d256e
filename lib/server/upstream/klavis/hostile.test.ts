import { expect, test } from "vitest";
import { failureOf, startServer, testOptions } from "../testing";
import { createKlavisUpstream } from "./upstream";

const ADDRESS = {
  serverUrl: "https://mcp.example.com/a-secret-key-0123456789",
  connectionType: "SSE",
} as const;
const CREATE = {
  serverName: "GitHub",
  userId: "ana",
  connectionType: "SSE",
  legacy: false,
  isReadOnly: false,
} as const;
const MADE = { instanceId: "i", serverUrl: "https://mcp.example.com/x", oauthUrl: null };
const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

/** An upstream that answers everything with one text. */
async function answering(text: string) {
  const server = await startServer((response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(text);
  });
  return {
    upstream: createKlavisUpstream(testOptions(server.url)),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

test.each([
  ["an id without end", { ...MADE, instanceId: "i".repeat(900_000) }],
  ["an id with NUL", { ...MADE, instanceId: "a\0" }],
  ["half a pair in the id", { ...MADE, instanceId: "\ud800" }],
  ["no id", { ...MADE, instanceId: "" }],
  ["an address without end", { ...MADE, serverUrl: `https://mcp.example.com/${"x".repeat(900_000)}` }],
  ["an address of two hosts", { ...MADE, serverUrl: "https://evil.test\\@mcp.example.com" }],
  ["an address that turns around", { ...MADE, serverUrl: "https://mcp.example.com/\u202e" }],
])("what is created with %s makes no sense", async (_, answer) => {
  await using at = await answering(JSON.stringify(answer));
  expect(await failureOf(at.upstream.create(CREATE))).toMatchObject({ code: "upstream-invalid" });
});

test("an address is kept as it was checked", async () => {
  await using at = await answering(
    JSON.stringify({ ...MADE, serverUrl: "https://\u0430\u0440\u0440\u04cf\u0435.com/a/../b" }),
  );
  expect((await at.upstream.create(CREATE)).serverUrl).toBe("https://xn--80ak6aa92e.com/b");
});

test.each([
  ["a result", `{"success":true,"result":{"content":[${deep(50_000)}]}}`],
  [
    "a schema",
    `{"success":true,"format":"mcp_native","tools":[{"name":"a","inputSchema":{"a":${deep(50_000)}}}]}`,
  ],
  ["an error", `{"success":false,"error":${deep(50_000)}}`],
  ["nothing else", deep(50_000)],
])("depth without end in %s makes no sense", async (_, text) => {
  await using at = await answering(text);
  for (const call of [
    at.upstream.tools(ADDRESS),
    at.upstream.call({ ...ADDRESS, name: "a", arguments: {} }),
  ]) {
    expect(await failureOf(call)).toMatchObject({ code: "upstream-invalid" });
  }
});

// Of each entry, one field is of a wrong kind.
const WRONG = [null, true, 5, "true", [], {}, ["x"], { a: 1 }, ""];
test("a tool with something wrong in it is listed with what can be read, or counted", async () => {
  const fields = ["title", "description", "inputSchema", "annotations"];
  const odd = fields.flatMap((field) =>
    WRONG.map((value) => ({ name: `${field}-${JSON.stringify(value)}`, [field]: value })),
  );
  const hints = WRONG.map((value) => ({
    name: `hint-${JSON.stringify(value)}`,
    annotations: { readOnlyHint: value },
  }));
  const nameless = [
    ...WRONG.slice(0, 3),
    {},
    { name: 5 },
    { name: "" },
    { name: "  " },
    { name: "a\0" },
    { name: "x".repeat(300) },
  ];
  const answer = {
    success: true,
    format: "mcp_native",
    tools: [{ name: "one" }, ...odd, ...hints, ...nameless, { name: "one" }],
  };
  await using at = await answering(JSON.stringify(answer));
  const { tools, unreadable } = await at.upstream.tools(ADDRESS);
  expect(tools.map(({ name }) => name)).toEqual([
    "one",
    ...odd.map(({ name }) => name),
    ...hints.map(({ name }) => name),
  ]);
  expect(unreadable).toBe(nameless.length + 1);
  expect(tools.filter(({ readOnly }) => readOnly).map(({ name }) => name)).toEqual(["hint-true"]);
});

test("a user without a proper date is there without a date, and a user without an id is counted", async () => {
  const dates = ["", "not a date", null, 5, {}, "2026-02-31T99:00:00Z", "+275760-09-13T00:00:00Z", "9999"];
  const users = [
    ...dates.map((createdAt, index) => ({ userId: `u${index}`, createdAt })),
    { userId: "late", createdAt: "2026-03-12 14:05:00" },
    { userId: "zoned", createdAt: "2026-03-12T14:05:00+02:00" },
    { userId: "", createdAt: "" },
    { userId: "a\0" },
    { userId: "x".repeat(5000) },
    7,
  ];
  await using at = await answering(
    JSON.stringify({ users, totalCount: 1, page: 1, pageSize: 10, totalPages: 1 }),
  );
  const answer = await at.upstream.users({ page: 1, size: 100 });
  expect(answer.unreadable).toBe(4);
  expect(answer.users.map(({ createdAt }) => createdAt)).toEqual([
    ...dates.map(() => null),
    "2026-03-12T14:05:00.000Z",
    "2026-03-12T12:05:00.000Z",
  ]);
});

test("a page of users is no longer than was asked for", async () => {
  const users = Array.from({ length: 5000 }, (_, index) => ({ userId: `u${index}`, createdAt: "" }));
  await using at = await answering(
    JSON.stringify({ users, totalCount: 1, page: 1, pageSize: 10, totalPages: 1 }),
  );
  const answer = await at.upstream.users({ page: 1, size: 10 });
  expect([answer.users.length, answer.unreadable]).toEqual([10, 0]);
});

test.each([
  ["a bare text", "done", { content: [{ type: "text", text: "done" }], structuredContent: null }],
  [
    "nothing but structure",
    { structuredContent: { answer: 42 } },
    { content: [], structuredContent: { answer: 42 } },
  ],
  ["both", { content: [], structuredContent: [1] }, { content: [], structuredContent: [1] }],
  [
    "one block",
    { content: { type: "text", text: "a" } },
    { content: [{ type: "text", text: "a" }], structuredContent: null },
  ],
  [
    "blocks that are none",
    { content: [5, null] },
    {
      content: [
        { type: "text", text: "5" },
        { type: "text", text: "null" },
      ],
      structuredContent: null,
    },
  ],
])("an answer of %s is shown", async (_, result, expected) => {
  await using at = await answering(JSON.stringify({ success: true, result }));
  expect(await at.upstream.call({ ...ADDRESS, name: "a", arguments: {} })).toEqual({
    ...expected,
    isError: false,
  });
});

test.each(["9007199254740993", "1234567890123456789", "1e400", "0.1234567890123456789"])(
  "a number that JavaScript would round is told by its digits: %s",
  async (digits) => {
    await using at = await answering(
      `{"success":true,"result":{"content":[{"type":"odd","id":${digits}}],"structuredContent":{"id":${digits},"n":7}}}`,
    );
    expect(await at.upstream.call({ ...ADDRESS, name: "a", arguments: {} })).toEqual({
      content: [{ type: "odd", id: digits }],
      structuredContent: { id: digits, n: 7 },
      isError: false,
    });
  },
);

test("the server URL is in nothing that an upstream repeats", async () => {
  const url = ADDRESS.serverUrl;
  const said = [url, url.toUpperCase(), encodeURIComponent(url), "a-secret-key-0123456789"];
  const tools = said.map((text, index) => ({
    name: `t${index}`,
    description: text,
    inputSchema: { [text]: text },
  }));
  const result = { content: said.map((text) => ({ type: "text", text })), structuredContent: { said } };
  await using at = await answering(JSON.stringify({ success: true, format: "mcp_native", tools, result }));
  const told = [
    await at.upstream.tools(ADDRESS),
    await at.upstream.call({ ...ADDRESS, name: "a", arguments: {} }),
  ];
  expect(JSON.stringify(told)).not.toMatch(/secret-key|mcp\.example|MCP\.EXAMPLE/);
});
