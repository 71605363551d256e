import { fork } from "node:child_process";
import path from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { startConsole } from "./app.mjs";
import { BUDGETS } from "./budgets.mjs";
import { send } from "./http.mjs";
import { compare, measureInTurns } from "./pairs.mjs";
import { signIn } from "./sign-in.mjs";

const WIRES = [
  { name: "2026-07-28, stateless", mode: "auto" },
  { name: "2025, stateless", mode: "legacy" },
];

/**
 * How much longer a call of a tool takes through a server URL of the engine than straight at the server behind it, and
 * what a forwarder that looks at nothing adds in the same run.
 */
export async function measureGateway({ quick }) {
  const upstream = await startHelper("serve");
  const forwarder = await startHelper("forward", upstream.origin);
  const console = await startConsole({
    EMBEDDED_ENGINE: "on",
    ENGINE_ALLOW_HOSTS: new URL(upstream.origin).host,
  });
  const clients = [];
  try {
    const serverUrl = await makeServerUrl(console.origin, `${upstream.origin}/mcp`);
    const rows = [];
    for (const { name, mode } of WIRES) {
      const open = async (address) => {
        const client = new Client({ name: "bench", version: "1" }, { versionNegotiation: { mode } });
        await client.connect(new StreamableHTTPClientTransport(new URL(address)));
        clients.push(client);
        return client;
      };
      const straight = await open(`${upstream.origin}/mcp`);
      for (const { way, address, budget } of [
        { way: "through the engine", address: serverUrl, budget: BUDGETS.gatewayAdded },
        { way: "through a bare forwarder (floor)", address: `${forwarder.origin}/mcp` },
      ]) {
        const through = await open(address);
        const pairs = await measureInTurns({
          ours: () => call(through),
          theirs: () => call(straight),
          rounds: quick ? 100 : 400,
          warmUp: quick ? 30 : 100,
        });
        rows.push({
          figure: `tools/call, ${name}, ${way}`,
          unit: "ms",
          ...compare(pairs),
          judged: "added",
          budget,
        });
      }
    }
    return rows;
  } finally {
    await Promise.all(clients.map((client) => client.close().catch(() => {})));
    await console.stop();
    forwarder.stop();
    upstream.stop();
  }
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
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}
