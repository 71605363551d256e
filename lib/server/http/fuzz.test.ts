import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { visitorCookie } from "./cookie";
import { ORIGIN, openTestRuntime, type RouteHandler, readRoutes, type TestRuntime } from "./testing";

/** Tries at each route. The same seed makes the same tries; both can be set to hunt for longer. */
const TRIES = Number(process.env.FUZZ_TRIES ?? 40);
const SEED = Number(process.env.FUZZ_SEED ?? 8);

const DEEP = (levels: number, open = "[", close = "]") => open.repeat(levels) + close.repeat(levels);

/** Texts that somebody's code has stumbled over. */
const HOSTILE_TEXTS = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "x\udfffy",
  "\ufeff",
  "\u202egnp.exe",
  "\u3164",
  "e\u0301",
  "ﷺ".repeat(300),
  "💣".repeat(320),
  "a".repeat(5_000),
  "%00",
  "%zz",
  "..",
  "../../etc/passwd",
  "'; drop table instance; --",
  "\\",
  "%_\\%",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "=1+1",
  "__proto__",
  "constructor",
  "0000-01-01T00:00:00Z",
  "+275760-09-13T00:00:00.001Z",
  "99999999999999999999",
  "-1",
  "1e400",
  "NaN",
  "0x10",
  "null",
  "00000000-0000-0000-0000-000000000000",
  "javascript:alert(1)",
  "http:\\\\evil.test",
  "\r\nSet-Cookie: a=b",
];
/** A place in the list as somebody would forge it. */
const HOSTILE_PLACES = [
  ["created", "0000-01-01T00:00:00Z", randomUUID()],
  ["created", `2026-01-01T00:00:00.${"1".repeat(1000)}Z`, randomUUID()],
  ["created", "2026-02-30T00:00:00.000Z", randomUUID()],
  ["user", "a\0", randomUUID()],
  ["user", "\ud800", randomUUID()],
  ["user", "u", "no id"],
].map((place) => Buffer.from(JSON.stringify(place)).toString("base64url"));
const HOSTILE_VALUES = [
  ...HOSTILE_TEXTS,
  ...HOSTILE_PLACES,
  null,
  true,
  0,
  -1,
  1e308,
  2 ** 53,
  [],
  {},
  [[]],
  ["\0"],
  { "a\0": 1 },
  { toJSON: 1 },
  { length: 1e9 },
];
const HOSTILE_BODIES = [
  "",
  "{",
  "[]",
  "null",
  "1e999",
  '"\\ud800"',
  '{"__proto__":{"a":1}}',
  DEEP(30_000),
  `{"arguments":${DEEP(20_000, '{"a":', "}").replace(":}", ":1}")},"name":"x"}`,
  new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
];
const HOSTILE_HEADERS: [string, string][] = [
  ["x-forwarded-for", "\u00ff".repeat(3000)],
  ["x-forwarded-for", "127.0.0.1, , ,"],
  ["x-request-id", "%00".repeat(500)],
  ["accept", ",,;q=x"],
  ["accept-language", "-".repeat(2000)],
  ["user-agent", "\u00e9".repeat(4000)],
  ["authorization", "Bearer "],
  ["authorization", `Bearer ${"\u00ff".repeat(2000)}`],
  ["content-type", "multipart/form-data; boundary=x"],
  ["content-type", "application/x-www-form-urlencoded"],
  ["content-type", "application/json; charset=utf-16"],
  ["content-type", "\u00ff"],
  ["content-length", "-1"],
  ["mcp-session-id", "\u00ff".repeat(2000)],
  ["mcp-protocol-version", "9999-99-99"],
  ["sec-fetch-site", "\u00ff"],
  ["referer", "http://%zz"],
  ["origin", "null"],
];
const ENGINE_PATHS = [
  "mcp-server/instance/create",
  "mcp-server/self-hosted/instance/create",
  "mcp-server/instance/%s",
  "mcp-server/instance/%s/auth",
  "mcp-server/instance/get-auth/%s",
  "mcp-server/instance/set-auth",
  "mcp-server/oauth-url",
  "mcp-server/list-tools",
  "mcp-server/call-tool",
  "mcp-server/tools/%s",
  "mcp-server/servers",
  "user/",
  "user/%s",
  "user/%s/integrations",
  "user/set-auth",
  "oauth/%s/authorize",
  "oauth/callback",
  "sandbox/github/authorize",
  "sandbox/github/decision",
  "sandbox/github/token",
  "sandbox/%s/token",
  "mcp/%s/%s",
  "mcp/%s/%s/sse",
  "%s",
];

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const handlers = new Map<string, RouteHandler>();
let running: TestRuntime;
let cookie: string;
let instanceId: string;
beforeAll(async () => {
  running = await openTestRuntime({ ENGINE_API_KEY: "k".repeat(32) });
  ({ cookie } = await running.signIn("administrator"));
  for (const [name, handler] of await readRoutes()) handlers.set(name, handler);
  const create = handlers.get("POST /api/instances") as RouteHandler;
  const made = await create(
    new Request(`${ORIGIN}/api/instances`, {
      method: "POST",
      headers: { host: new URL(ORIGIN).host, origin: ORIGIN, cookie, "content-type": "application/json" },
      body: JSON.stringify({ serverName: "GitHub", userId: "u" }),
    }),
    { params: Promise.resolve({}) },
  );
  instanceId = (await made.json()).instance.id;
});
afterAll(() => running.close());

/** What every field may hold that some route takes; each try spoils one or two of them. */
const valid = (): Record<string, unknown> => ({
  serverName: "GitHub",
  serverNames: ["GitHub"],
  userId: "u",
  platformName: "p",
  upstream: "embedded",
  connectionType: "SSE",
  isReadOnly: true,
  instanceId,
  instanceIds: [instanceId],
  action: "refresh",
  filter: { q: "u" },
  person: "Ana",
  expiresInHours: 1,
  key: "key",
  name: "list",
  arguments: { a: 1 },
  logo: null,
  email: "nobody@example.com",
  password: "correct horse battery",
  currentPassword: "correct horse battery",
  newPassword: "another horse battery",
  token: "t".repeat(43),
  authData: { api_key: "k" },
  serverUrl: `${ORIGIN}/engine/mcp/${randomUUID()}/${"k".repeat(43)}`,
  toolName: "list",
  toolArgs: {},
  redirectUrl: ORIGIN,
  jsonrpc: "2.0",
  id: 1,
  method: "tools/list",
  params: {},
  grant_type: "authorization_code",
});
const QUERY: Record<string, string> = {
  q: "u",
  server: "GitHub",
  status: "connected",
  userId: "u",
  platform: "p",
  sort: "created",
  direction: "ascending",
  limit: "10",
  page: "1",
  page_number: "1",
  page_size: "10",
  upstream: "embedded",
  instance: "",
  state: "s",
  format: "openai",
  legacy: "true",
  redirect_url: ORIGIN,
  instance_id: "",
  code: "c",
};

function makeTry(name: string, random: () => number): { request: Request; params: object; told: string } {
  const any = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const [method = "", pattern = ""] = name.split(" ");
  const text = () => any(HOSTILE_TEXTS);
  const params: Record<string, string | string[]> = {
    id: any([instanceId, randomUUID(), text()]),
    token: any(["t".repeat(43), text()]),
    item: any(["0", text()]),
    all: [text()],
    path: [text()],
  };
  const encoded = (value: string) => encodeURIComponent(value.toWellFormed());
  let path = pattern.replaceAll(/\[+(?:\.\.\.)?(\w+)\]+/g, (_, key: string) => encoded(String(params[key])));
  if (pattern.startsWith("/api/auth")) {
    path = `/api/auth${any(["/sign-in/email", "/sign-out", "/change-password", "/get-session", "/x"])}`;
  }
  if (pattern.startsWith("/engine")) {
    path = `/engine/${any(ENGINE_PATHS).replaceAll("%s", () => encoded(any([instanceId, "GitHub", "u", text()])))}`;
  }

  const query = Object.entries({ ...QUERY, instance: instanceId, after: any(HOSTILE_PLACES) })
    .filter(() => random() < 0.3)
    .map(([key, value]) => `${key}=${encoded(value)}`);
  if (random() < 0.5)
    query.push(`${any(Object.keys(QUERY))}=${any([encoded(text()), "%00", "%zz", "%ff", "%ed%a0%80"])}`);

  const body: Record<string, unknown> = valid();
  for (let spoilt = Math.floor(random() * 3); spoilt > 0; spoilt -= 1) {
    body[any(Object.keys(body))] = any(HOSTILE_VALUES);
  }
  const sent = random() < 0.2 ? any(HOSTILE_BODIES) : JSON.stringify(body);
  const hasBody = method !== "GET" && method !== "OPTIONS";

  const headers = new Headers({ host: new URL(ORIGIN).host, cookie, "content-type": "application/json" });
  if (hasBody) headers.set("origin", ORIGIN);
  if (pattern.startsWith("/engine")) headers.set("authorization", `Bearer ${"k".repeat(32)}`);
  if (random() < 0.3) headers.set(...any(HOSTILE_HEADERS));
  if (random() < 0.1)
    headers.set("cookie", `${cookie}; ${visitorCookie(ORIGIN)}=${"\u00ff".repeat(43)}; =; ;;a`);

  const target = `${path}?${query.join("&")}`;
  const init = { method, headers, ...(hasBody && { body: sent }) } as RequestInit;
  const told = JSON.stringify({
    method,
    target,
    body: hasBody ? String(sent).slice(0, 1500) : undefined,
    headers: [...headers],
  });
  return { request: new Request(new URL(target, ORIGIN), init), params, told };
}

it("no text whatever that comes in makes a route answer 500", { timeout: 300_000 }, async () => {
  const random = generator(SEED);
  const faults: string[] = [];
  for (const name of [...handlers.keys()].sort()) {
    for (let count = 0; count < TRIES; count += 1) {
      const { request, params, told } = makeTry(name, random);
      const handler = handlers.get(name) as RouteHandler;
      const answered = await handler(request, { params: Promise.resolve(params) }).then(
        async (response) => ({ status: response.status, text: await firstOf(response) }),
        (error) => ({ status: 599, text: String(error) }),
      );
      if (answered.status === 500 || answered.status === 599) {
        faults.push(`${answered.status} ${told.slice(0, 1200)}\n  ${answered.text.slice(0, 300)}`);
      }
    }
  }
  expect(faults).toEqual([]);
});

/** A stream of events may never end by itself. */
async function firstOf(response: Response): Promise<string> {
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return "";
  }
  return response.text();
}
