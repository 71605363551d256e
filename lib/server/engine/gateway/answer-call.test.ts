import { EventEmitter, once } from "node:events";
import { expect, it } from "vitest";
import { createLogger } from "../../process/log";
import type { Fields, Target } from "../targets/port";
import { RpcError } from "../targets/rpc-error";
import { answerCall } from "./answer-call";
import { createServer } from "./server";
import { serveStateless } from "./stateless";

const log = createLogger("silent");
const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": { elicitation: { form: {} } },
};
const HEADERS = {
  "content-type": "application/json",
  "mcp-protocol-version": "2026-07-28",
  "mcp-method": "tools/call",
  "mcp-name": "echo",
};

type Given = { headers?: Record<string, string | undefined>; params?: Fields; message?: unknown };

function call({ headers = {}, params = {}, message }: Given = {}): { request: Request; body: unknown } {
  const sent = Object.entries({ ...HEADERS, ...headers }).filter(([, value]) => value !== undefined);
  const body = message ?? {
    ...{ jsonrpc: "2.0", id: 7, method: "tools/call" },
    params: { name: "echo", arguments: { text: "hello" }, _meta: META, ...params },
  };
  const init = { method: "POST", headers: sent as [string, string][], body: JSON.stringify(body) };
  return { request: new Request("http://localhost/mcp", init), body };
}

function targetOf(callTool: Target["callTool"]): { target: Target; closed: true[] } {
  const closed: true[] = [];
  const target = {
    ...{
      serverInfo: { name: "a target", version: "1", title: "A target" },
      capabilities: { tools: {} },
      callTool,
    },
    ...{ listTools: async () => ({ tools: [] }), findTool: async () => undefined },
    close: async () => void closed.push(true),
  };
  return { target, closed };
}

const refuse =
  (...given: ConstructorParameters<typeof RpcError>) =>
  async () => {
    throw new RpcError(...given);
  };

it.each<[string, Target["callTool"]]>([
  ["a result", async () => ({ content: [{ type: "hologram", future: 1 }], future: { field: [1] } })],
  ["an error of the tool", async () => ({ content: [], isError: true })],
  ["a result with fields about itself", async () => ({ content: [], _meta: { "example.com/a": 1 } })],
  [
    "a result that says whose it is",
    async () => ({ content: [], _meta: { "io.modelcontextprotocol/serverInfo": { name: "b" } } }),
  ],
  ["a question", async () => ({ resultType: "input_required", requestState: "s", inputRequests: {} })],
  ["a refusal", refuse(-32602, "This instance is read-only", { rule: "read-only" })],
  ["a refusal without data", refuse(-32042, "Not today")],
  ["a code that the revision does not have", refuse(-32002, "No such thing")],
  ["a capability that is missing", refuse(-32021, "Sampling is needed", { requiredCapabilities: {} })],
  ["a fault", () => Promise.reject(Object.assign(new Error("a secret"), { code: 7 }))],
])(
  "a call that comes to %s is answered as the SDK answers it, and lets go of its target",
  async (_, callTool) => {
    const { target, closed } = targetOf(callTool);
    const { request, body } = call();
    const ours = await answerCall(request, body, { open: async () => target, requestId: "a-request", log });
    expect(closed).toHaveLength(1);
    const server = createServer(target, { requestId: () => "a-request", log });
    const theirs = await serveStateless(call().request, { open: async () => server, onerror: () => {} });
    expect(ours?.status).toBe(theirs.status);
    expect(ours?.headers.get("content-type")).toBe(theirs.headers.get("content-type"));
    expect(await ours?.json()).toEqual(await theirs.json());
  },
);

it("a call reaches its target with what it says, and with what its caller can be asked", async () => {
  const seen: unknown[] = [];
  const { target } = targetOf(async ({ name, arguments: given }, { requestId, roundTrip }) => {
    seen.push({ name, given, requestId, roundTrip });
    return { content: [] };
  });
  const { request, body } = call();
  await answerCall(request, body, { open: async () => target, requestId: "a-request", log });
  const capabilities = { elicitation: { form: {} } };
  expect(seen).toEqual([
    { name: "echo", given: { text: "hello" }, requestId: "a-request", roundTrip: { capabilities } },
  ]);
});

it.each<[string, Given]>([
  ["without its revision", { headers: { "mcp-protocol-version": undefined } }],
  ["of another revision", { headers: { "mcp-protocol-version": "2026-01-01" } }],
  ["without its method", { headers: { "mcp-method": undefined } }],
  ["of another method in its header", { headers: { "mcp-method": "tools/list" } }],
  ["without the tool in its header", { headers: { "mcp-name": undefined } }],
  ["of another tool in its header", { headers: { "mcp-name": "delete" } }],
  ["that is no JSON", { headers: { "content-type": "text/plain" } }],
  ["without an envelope", { params: { _meta: undefined } }],
  ["whose envelope makes no sense", { params: { _meta: { ...META, [Object.keys(META)[1] ?? ""]: 7 } } }],
  ["that wants to be told of its progress", { params: { _meta: { ...META, progressToken: 1 } } }],
  ["that answers a question", { params: { inputResponses: {} } }],
  ["that goes on with what it was asked", { params: { requestState: "s" } }],
  [
    "for another method",
    { message: { jsonrpc: "2.0", id: 1, method: "tools/list", params: { _meta: META } } },
  ],
  ["that is no request", { message: { jsonrpc: "2.0", method: "tools/call", params: { _meta: META } } }],
  ["among others", { message: [{ jsonrpc: "2.0", id: 1, method: "tools/call", params: { _meta: META } }] }],
])("a call %s is left to the SDK", async (_, given) => {
  const open = () => expect.unreachable("nothing was to be opened");
  const { request, body } = call(given);
  expect(await answerCall(request, body, { open, requestId: "a-request", log })).toBeUndefined();
});

it("a call of what cannot be opened is left to the SDK", async () => {
  const open = () => Promise.reject(new Error("it does not open"));
  const { request, body } = call();
  expect(await answerCall(request, body, { open, requestId: "a-request", log })).toBeUndefined();
});

it("a call that is no call is refused as the SDK refuses it", async () => {
  const { target } = targetOf(async () => ({ content: [] }));
  const given = { params: { arguments: "text" } };
  const { request, body } = call(given);
  const ours = await answerCall(request, body, { open: async () => target, requestId: "a-request", log });
  const server = createServer(target, { requestId: () => "a-request", log });
  const theirs = await serveStateless(call(given).request, { open: async () => server, onerror: () => {} });
  expect(await ours?.json()).toEqual(await theirs.json());
});

it("a call whose caller leaves is aborted", async () => {
  const events = new EventEmitter();
  const begun = once(events, "begun");
  const { target, closed } = targetOf(async (_, { signal }) => {
    events.emit("begun");
    await once(signal as AbortSignal, "abort");
    throw new Error("aborted");
  });
  const leaving = new AbortController();
  const { request, body } = call();
  const signalled = new Request(request, { signal: leaving.signal });
  const answer = answerCall(signalled, body, { open: async () => target, requestId: "a-request", log });
  await begun;
  leaving.abort();
  expect((await answer)?.status).toBe(499);
  expect(closed).toHaveLength(1);
});
