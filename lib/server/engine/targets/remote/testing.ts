import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createRequire } from "node:module";
import { type AddressInfo, connect, createServer as createSocketServer } from "node:net";
import type { ServerName } from "@/lib/contracts/server-name";
import type { TargetForm } from "@/lib/contracts/target";
import { writeTarget } from "../../store/targets";
import type { TestEngine } from "../../testing";

const require = createRequire(import.meta.url);
const EVERYTHING = require.resolve("@modelcontextprotocol/server-everything/dist/index.js");

/** The protocol's own server for trying clients, as a process of its own. */
export async function startEverything(transport: "streamableHttp" | "sse") {
  const port = await freePort();
  const child = spawn(process.execPath, [EVERYTHING, transport], {
    env: { NODE_ENV: "test", PATH: process.env.PATH, PORT: String(port) },
    stdio: "ignore",
  });
  await untilListening(port, child);
  return {
    url: `http://127.0.0.1:${port}/${transport === "sse" ? "sse" : "mcp"}`,
    host: `127.0.0.1:${port}`,
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}

/** An HTTP server of a test's own on loopback. */
export async function startServer(listener: RequestListener) {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const freePort = async (): Promise<number> => {
  const server = createSocketServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
};

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  const listening = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
      socket.on("connect", () => socket.destroy());
    });
  while (!(await listening())) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode} before it listened`);
  }
}

/** Sets what stands behind a server, and makes an instance of it. */
export async function createRemote(
  engine: TestEngine,
  serverName: ServerName,
  form: Omit<TargetForm, "kind">,
  instance: { userId?: string; isReadOnly?: boolean } = {},
) {
  await writeTarget(engine, serverName, { kind: "remote", ...form });
  const body = { serverName, userId: "ada", ...instance };
  const made = await engine.api("/mcp-server/instance/create", { method: "POST", body });
  const created: { instanceId: string; serverUrl: string; oauthUrl: string } = await made.json();
  return created;
}

/** A call of a tool by the engine's API: what it answered, or the sentence why not. */
export async function callTool(
  engine: TestEngine,
  serverUrl: string,
  toolName: string,
  toolArgs: Record<string, unknown> = {},
) {
  const body = { serverUrl, toolName, toolArgs };
  const answer = await engine.api("/mcp-server/call-tool", { method: "POST", body });
  const called: { success: boolean; error?: string; result?: Record<string, unknown> } = await answer.json();
  return called;
}
