import { fork } from "node:child_process";
import path from "node:path";
import { Client, SSEClientTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { startConsole } from "./app.mjs";
import { BUDGETS } from "./budgets.mjs";
import { send } from "./http.mjs";
import { compare, measureInTurns } from "./pairs.mjs";
import { signIn } from "./sign-in.mjs";
import { workOf } from "./work.mjs";

const WIRES = [
  { name: "2026-07-28", mode: "auto" },
  { name: "2025", mode: "legacy" },
];
const CALLERS = 16;

/**
 * What a call of a tool costs through a server URL of the engine: how much longer it takes than straight at the server
 * behind it, alone and among 16 callers, and what work it is. A forwarder that looks at nothing does the same in the
 * same run.
 */
export async function measureGateway({ quick }) {
  const upstream = await startHelper("serve");
  const forwarder = await startHelper("forward", upstream.origin);
  const console = await startConsole({
    EMBEDDED_ENGINE: "on",
    ENGINE_ALLOW_HOSTS: new URL(upstream.origin).host,
  });
  const clients = [];
  const open = async (address, mode) => {
    const client = new Client({ name: "bench", version: "1" }, { versionNegotiation: { mode } });
    const Transport = address.endsWith("/sse") ? SSEClientTransport : StreamableHTTPClientTransport;
    await client.connect(new Transport(new URL(address)));
    clients.push(client);
    return client;
  };
  const openAll = (address, mode) => Promise.all(Array.from({ length: CALLERS }, () => open(address, mode)));
  try {
    const serverUrl = await makeServerUrl(console.origin, `${upstream.origin}/mcp`);
    const straight = `${upstream.origin}/mcp`;
    const forwarded = `${forwarder.origin}/mcp`;
    const rounds = { rounds: quick ? 100 : 400, warmUp: quick ? 30 : 100 };
    const alone = async (figure, through, beside, budget) => ({
      figure: `tools/call, ${figure}`,
      unit: "ms",
      ...compare(await measureInTurns({ ours: () => call(through), theirs: () => call(beside), ...rounds })),
      ...(budget !== undefined && { judged: "added", budget }),
    });
    const rows = [];
    for (const { name, mode } of WIRES) {
      const beside = await open(straight, mode);
      rows.push(await alone(`${name}, engine`, await open(serverUrl, mode), beside, BUDGETS.gatewayAdded));
      rows.push(await alone(`${name}, bare forwarder`, await open(forwarded, mode), beside));
    }
    const overSse = await open(serverUrl.replace(/\/mcp$/, "/sse"), "legacy");
    rows.push(await alone("HTTP+SSE, engine", overSse, await open(straight, "legacy")));

    for (const { name, mode } of WIRES) {
      const ways = {
        engine: { pid: console.pid, callers: await openAll(serverUrl, mode) },
        forwarder: { pid: forwarder.pid, callers: await openAll(forwarded, mode) },
        straight: { pid: upstream.pid, callers: await openAll(straight, mode) },
      };
      rows.push(...(await measureBusy(name, ways, quick ? 8 : 30)));
    }
    return rows;
  } finally {
    await Promise.all(clients.map((client) => client.close().catch(() => {})));
    await console.stop();
    forwarder.stop();
    upstream.stop();
  }
}

/** Sixteen callers at once, at each way in turns. */
async function measureBusy(name, ways, rounds) {
  const seen = { engine: [], forwarder: [], straight: [] };
  for (let round = -2; round < rounds; round += 1) {
    for (const [way, { pid, callers }] of Object.entries(ways)) {
      const [began, before] = [performance.now(), await workOf(pid)];
      for (let turn = 0; turn < 4; turn += 1) await Promise.all(callers.map(call));
      const calls = 4 * CALLERS;
      const took = {
        took: (performance.now() - began) / calls,
        work: ((await workOf(pid)) - before) / calls,
      };
      if (round >= 0) seen[way].push(took);
    }
  }
  const pairs = (theirs, what) => seen.engine.map((each, round) => [each[what], seen[theirs][round][what]]);
  const busy = {
    figure: `tools/call, ${name}, ${CALLERS} callers, time for a call`,
    unit: "ms",
    ...compare(pairs("straight", "took")),
    judged: "ratio",
    budget: BUDGETS.gatewayBusyRatio,
  };
  const work = {
    figure: `tools/call, ${name}, processor time, beside the forwarder's`,
    unit: "ms",
    ...compare(pairs("forwarder", "work")),
    judged: "ratio",
    budget: BUDGETS.gatewayWorkRatio,
  };
  return Number.isNaN(work.ours) ? [busy] : [busy, work];
}

/** @returns milliseconds */
async function call(client) {
  const began = performance.now();
  const { content } = await client.callTool({ name: "echo", arguments: { text: "hello" } });
  const milliseconds = performance.now() - began;
  if (content[0]?.text !== "hello") throw new Error(`the tool answered ${JSON.stringify(content)}`);
  return milliseconds;
}

/** Sets the server behind GitHub's instances, makes one, and reveals its URL. */
async function makeServerUrl(origin, url) {
  const { name, value } = await signIn(origin);
  const ask = async (method, address, json) => {
    const headers = { origin, cookie: `${name}=${value}` };
    const { status, text } = await send(`${origin}${address}`, { method, headers, json });
    if (status !== 200) throw new Error(`${method} ${address} answered ${status}: ${text}`);
    return JSON.parse(text);
  };
  await ask("PUT", "/api/targets/GitHub", { kind: "remote", url, registration: "none" });
  const { instance } = await ask("POST", "/api/instances", { serverName: "GitHub", userId: "bench" });
  const { serverUrl } = await ask("POST", `/api/instances/${instance.id}/reveal`);
  return serverUrl;
}

async function startHelper(...given) {
  const child = fork(path.join(import.meta.dirname, "gateway-server.mjs"), given, { silent: true });
  const port = await new Promise((resolve, reject) => {
    child.stdout.once("data", (text) => resolve(Number(text)));
    child.once("exit", (code) => reject(new Error(`${given[0]} ended with ${code}`)));
  });
  return { origin: `http://127.0.0.1:${port}`, pid: child.pid, stop: () => child.kill() };
}
