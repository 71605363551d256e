import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const NEXT = path.join(ROOT, "node_modules/next/dist/bin/next");
/** In milliseconds; a machine with two cores may be busy with the other worker. */
const START_TIMEOUT = 60_000;

export const ADMINISTRATOR = { email: "ana@example.com", password: "correct horse battery" };

type Options = {
  env?: Record<string, string>;
  /** The folder of a console that was stopped or killed; without it, a new one. */
  dataDir?: string;
  /** Where such a console has to be found again; without it, a free one. */
  port?: number;
};

/** A process of the built app. */
export type Console = {
  origin: string;
  port: number;
  dataDir: string;
  /** All that it wrote to its terminal so far. */
  log(): string;
  /** Resolves with the exit code once the process has ended by itself. */
  exited: Promise<number | null>;
  /** The link that is printed as long as nobody can sign in. */
  setupLink(): Promise<string>;
  /** Asks the process to end, and waits until it has. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Stops it and removes its folder. */
  discard(): Promise<void>;
};

/** Starts the built app with a folder and a port of its own, and waits until it answers. */
export async function startConsole(options: Options = {}): Promise<Console> {
  const started = await spawnConsole(options);
  let code: number | null | undefined;
  void started.exited.then((ended) => {
    code = ended;
  });
  const health = async () => {
    if (code !== undefined) throw new Error(`The console ended with ${code}:\n${started.log()}`);
    const response = await fetch(`${started.origin}/api/health`).catch(() => undefined);
    return response?.status;
  };
  await expect.poll(health, { timeout: START_TIMEOUT, intervals: [100] }).toBe(200);
  return started;
}

/** Starts the built app, and does not wait: for a process that is expected to refuse. */
export async function spawnConsole({ env = {}, dataDir, port }: Options = {}): Promise<Console> {
  const folder = dataDir ?? (await mkdtemp(path.join(tmpdir(), "patchbay-e2e-")));
  const listening = port ?? (await freePort());
  const child = spawn(process.execPath, [NEXT, "start"], {
    cwd: ROOT,
    // Nothing of the developer's own environment, which may hold a key to Klavis Cloud.
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      DATA_DIR: folder,
      PORT: String(listening),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString("utf8");
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  // "close" comes after the last output, "exit" may come before it.
  const exited = once(child, "close").then(([code]) => code as number | null);

  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    child.kill(signal);
    await exited;
  };
  return {
    origin: `http://localhost:${listening}`,
    port: listening,
    dataDir: folder,
    log: () => output,
    exited,
    async setupLink() {
      const link = () => /http:\/\/\S+\/setup\/\S+/.exec(output)?.[0];
      await expect.poll(link).toBeDefined();
      return link() ?? "";
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    async discard() {
      await end("SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
