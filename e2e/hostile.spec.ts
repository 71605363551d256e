import { mkdtemp, readdir, readFile, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Console, freePort, spawnConsole, startConsole } from "./console";
import { rawConnection, sendRaw } from "./raw-socket";
import { expect, NOBODY, test } from "./test";

test.describe.configure({ mode: "default" });
test.use({ storageState: NOBODY });

let app: Console;
test.beforeAll(async () => {
  app = await startConsole();
  // What is loaded with the first answers stays.
  for (const path of ["/sign-in", "/api/health", "/engine/mcp-server/servers"])
    await fetch(app.origin + path);
});
test.afterAll(() => app?.discard());

// Of what is open, the sockets alone: the embedded database opens its tables' files as the first tasks use them.
const sockets = async () => {
  const folder = `/proc/${app.pid()}/fd`;
  const open = await Promise.all(
    (await readdir(folder)).map((fd) => readlink(`${folder}/${fd}`).catch(() => "")),
  );
  return open.filter((path) => path.startsWith("socket:")).length;
};
const megabytes = async () => {
  const status = await readFile(`/proc/${app.pid()}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
};
const hasProc = process.platform === "linux";

function request(
  method: string,
  path: string,
  headers: Record<string, string | number> = {},
  host = app.origin,
) {
  const lines = Object.entries({ Host: new URL(host).host, ...headers }).map(([k, v]) => `${k}: ${v}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

test("a thousand requests for another protocol leave neither a socket nor memory behind", async () => {
  test.skip(!hasProc, "counts what is open by /proc");
  const before = await sockets();
  const heldBefore = await megabytes();
  const paths = [
    "/",
    "/x",
    "/%ff",
    "/_next/webpack-hmr",
    "/_next/static/x",
    "/api/health",
    "/engine/x",
    "/c/x",
  ];
  const upgrade = { Connection: "Upgrade", Upgrade: "websocket" };
  for (let round = 0; round < 10; round += 1) {
    const clients = await Promise.all(Array.from({ length: 100 }, () => rawConnection(app.origin)));
    for (const [at, socket] of clients.entries()) {
      socket.write(request("GET", paths[at % paths.length] ?? "/", upgrade));
      // Half of them go without waiting for an answer.
      if (at % 2 === 0) socket.destroy();
    }
    // The others are ended by the console.
    await Promise.all(
      clients.map((socket) => socket.closed || new Promise((done) => socket.once("close", done))),
    );
  }
  await expect.poll(sockets).toBeLessThan(before + 10);
  expect((await megabytes()) - heldBefore).toBeLessThan(100);
  expect((await fetch(`${app.origin}/api/health`)).status).toBe(200);
});

test("bodies whose end is withheld are not kept", async () => {
  test.skip(!hasProc, "measures memory by /proc");
  const before = await megabytes();
  const size = 10 * 1024 * 1024;
  const paths = [
    "/api/instances",
    "/api/health",
    "/engine/mcp/x/y",
    "/x",
    "/api/setup",
    "/engine/sandbox/github/token",
  ];
  const clients = await Promise.all(Array.from({ length: 100 }, () => rawConnection(app.origin)));
  for (const [at, socket] of clients.entries()) {
    const chunked = at % 2 === 0;
    const length: Record<string, string | number> = chunked
      ? { "Transfer-Encoding": "chunked" }
      : { "Content-Length": size };
    socket.write(
      request("POST", paths[at % paths.length] ?? "/", { ...length, "Content-Type": "application/json" }),
    );
    if (chunked) socket.write(`${size.toString(16)}\r\n`);
    socket.write(Buffer.alloc(size - 10));
  }
  // Each is answered or cut by the console, which has no patience with what does not end.
  await Promise.all(
    clients.map((socket) => socket.closed || new Promise((done) => socket.once("close", done))),
  );
  expect((await megabytes()) - before).toBeLessThan(150);
});

test("what is too large is refused before it has come, and what drips is cut", async () => {
  test.slow();
  const large = { "Content-Length": 200_000_000, "Content-Type": "application/json" };
  for (const path of ["/api/instances", "/engine/mcp/x/y", "/engine/oauth/callback?code=canary"]) {
    expect(await sendRaw(app.origin, request("POST", path, large))).toContain(" 413 ");
  }
  const began = performance.now();
  const dripping = ["/api/setup", "/api/auth/sign-in/email", "/engine/sandbox/github/token"].map((path) =>
    drip(
      request("POST", path, {
        "Content-Length": 1000,
        "Content-Type": "application/json",
        Origin: app.origin,
      }),
    ),
  );
  const headers = drip(`GET / HTTP/1.1\r\nHost: ${new URL(app.origin).host}\r\nX-Slow: `);
  await Promise.all([...dripping, headers]);
  expect(performance.now() - began).toBeLessThan(40_000);
});

/** Sends the beginning, then a byte a second, until the console ends it. */
async function drip(beginning: string): Promise<void> {
  const socket = await rawConnection(app.origin);
  socket.write(beginning);
  const timer = setInterval(() => socket.writable && socket.write("x"), 1_000);
  socket.resume();
  await new Promise((done) => socket.once("close", done));
  clearInterval(timer);
}

test("no line of the log is forged, and none holds a path's secret or a query", async () => {
  const token = "canary-canary-canary-canary-canary-canary-0";
  const addresses = [
    `/engine/mcp/8b5ffb64-9f6a-4b0c-8f3e-0a4d9c2b7f11/${token}`,
    `/api/c/${token}/confirm`,
    `/c/${token}`,
    `/connect/done?state=${token}`,
    `/setup/${token}`,
    `/engine/oauth/callback?code=${token}`,
    `/users/%zz?next=${token}`,
    `/api/c/%ff?${token}`,
    `//${token}`,
    `/instances?${token}=%00`,
  ];
  const forged = encodeURIComponent(`/a\n{"level":30,"msg":"answered","actor":"forged"}\n\u001b[2J\u009b2J`);
  const state = {
    RSC: 1,
    "Next-Router-State-Tree": encodeURIComponent(`["${token}",[]]`),
    Connection: "close",
  };
  const action = { "Next-Action": token, "Content-Type": "text/plain;charset=UTF-8", Connection: "close" };
  for (const address of addresses) {
    const large = { "Content-Length": 11_000_000, Connection: "close" };
    await sendRaw(app.origin, request("POST", address, large) + "x".repeat(100_000));
    const chunked = { "Transfer-Encoding": "chunked", Connection: "close" };
    await sendRaw(app.origin, `${request("POST", address, chunked)}fffff\r\n${"x".repeat(0xfffff)}`);
    for (const headers of [{ Connection: "close" }, state])
      await sendRaw(app.origin, request("GET", address, headers));
    await sendRaw(app.origin, `${request("POST", address, { ...action, "Content-Length": 2 })}[]`);
    for (const method of ["TRACE", "OPTIONS", "PUT"]) {
      await sendRaw(app.origin, request(method, address, { Connection: "close" }));
    }
  }
  for (const path of [
    `/_next/image?w=640&q=75&url=${forged}`,
    `/${forged}`,
    `/api/${forged}`,
    "*",
    `http://${token}/`,
  ]) {
    const answer = await sendRaw(app.origin, request("GET", path, { Connection: "close" }));
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  }

  const lines = app.log().split("\n");
  const logged = lines.slice(lines.findIndex((line) => line.startsWith("{"))).filter((line) => line.trim());
  expect(logged.length).toBeGreaterThan(5);
  for (const line of logged) {
    // The setup link is for the person at the terminal.
    if (/^ {2}/.test(line)) continue;
    expect(() => JSON.parse(line), line).not.toThrow();
  }
  expect(app.log()).not.toContain("canary");
  expect(app.log()).not.toMatch(/^\{[^\n]*"actor":"forged"/m);
  const printable = (character: string) => character === "\n" || !/\p{Cc}/u.test(character);
  expect([...app.log()].filter((character) => !printable(character))).toEqual([]);
});

test("what does not exist carries the headers of what does", async () => {
  for (const path of [
    "/nothing",
    "/connect/x",
    "/c/x/start",
    "/_next/staticfoo",
    "/icon.svgfoo",
    "/users/%zz",
  ]) {
    const response = await fetch(app.origin + path);
    expect([400, 404], path).toContain(response.status);
    expect(response.headers.get("x-frame-options"), path).toBe("DENY");
    if (response.status === 404) {
      expect(response.headers.get("content-security-policy"), path).toContain("'strict-dynamic'");
      expect(response.headers.get("referrer-policy"), path).toBe("no-referrer");
    }
  }
  const unknown = await fetch(`${app.origin}/api/nothing`);
  expect([unknown.status, unknown.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
});

test("no picture is made for anybody: the optimizer of images answers nothing", async () => {
  for (const path of [
    "/_next/image",
    "/_next/image?url=%2Ficon.svg&w=640&q=75",
    "/_next/image/?url=%2Ficon.svg&w=640&q=75",
    `/_next/image?url=${encodeURIComponent("https://evil.example/a.png")}&w=640&q=75`,
    `/_next/%69mage?url=%2Ficon.svg&w=640&q=75`,
    "//_next/image?url=%2Ficon.svg&w=640&q=75",
  ]) {
    const response = await fetch(app.origin + path, { redirect: "manual" });
    expect([404, 308], path).toContain(response.status);
    expect(response.headers.get("content-type") ?? "", path).not.toContain("image/");
  }
});

test("over https alone, browsers are told to stay there, whatever is answered", async () => {
  const hsts = async (origin: string) =>
    (await fetch(`${origin}/nothing`)).headers.get("strict-transport-security");
  expect(await hsts(app.origin)).toBeNull();
  const port = String(await freePort());
  const dataDir = await mkdtemp(path.join(tmpdir(), "patchbay-e2e-"));
  const secure = spawnConsole({ APP_URL: "https://console.example", DATA_DIR: dataDir, PORT: port });
  await expect.poll(() => hsts(`http://127.0.0.1:${port}`).catch(() => ""), { timeout: 60_000 }).not.toBe("");
  expect(await hsts(`http://127.0.0.1:${port}`)).toBe("max-age=31536000");
  secure.kill("SIGTERM");
  await secure.exited;
  await rm(dataDir, { recursive: true });
});

test("a request's id is ours, whatever it brings", async () => {
  const id = "11111111-1111-1111-1111-111111111111";
  for (const path of ["/api/health", "/sign-in", "/engine/mcp-server/servers", "/connect/start"]) {
    const response = await fetch(app.origin + path, { headers: { "x-request-id": id } });
    expect(response.headers.get("x-request-id"), path).not.toBe(id);
  }
});

test("asked to end, it finishes what it began, takes no more, and ends well", async () => {
  const slow = await rawConnection(app.origin);
  let answer = "";
  slow.setEncoding("utf8").on("data", (chunk: string) => {
    answer += chunk;
  });
  slow.write(
    request("POST", "/api/setup", {
      "Content-Length": 2,
      Origin: app.origin,
      "Content-Type": "application/json",
    }),
  );
  await expect.poll(() => fetch(`${app.origin}/api/health`).then(({ status }) => status)).toBe(200);
  const ended = app.stop();
  await expect
    .poll(() =>
      fetch(`${app.origin}/api/health`).then(
        () => "answered",
        () => "refused",
      ),
    )
    .toBe("refused");
  slow.write("{}");
  expect(await ended).toBe(0);
  expect(answer).toContain("HTTP/1.1 4");
  await app.startAgain();
});
