import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** What `npm start` runs. */
const SERVER = path.join(ROOT, "server.mjs");
/** In milliseconds: many times what it takes, because a small machine may be busy with the other worker's consoles. */
export const START_TIMEOUT = 120_000;

export const ADMINISTRATOR = { email: "ana@example.com", password: "correct horse battery" };

type Options = {
  env?: Record<string, string>;
  /** Where it has to be found; without it, a free one. */
  port?: number;
  /** The folder of a console that was stopped; without it, a new one. */
  dataDir?: string;
};

/** The built app on a folder and a port of its own. */
export type Console = {
  origin: string;
  dataDir: string;
  /** All that its processes wrote to the terminal so far. */
  log(): string;
  /** The link that is printed as long as nobody can sign in. */
  setupLink(): Promise<string>;
  /** Of the process that runs now. */
  pid(): number;
  /** Asks the process to end, and waits until it has. Answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends the process as a power cut would. */
  kill(): Promise<number | null>;
  /** After either: a new process on the same folder and port. */
  startAgain(): Promise<void>;
  /** Stops it and removes its folder. */
  discard(): Promise<void>;
};

/** Starts a console, and waits until it answers. */
export async function startConsole({ env = {}, port, ...given }: Options = {}): Promise<Console> {
  const dataDir = given.dataDir ?? (await mkdtemp(path.join(tmpdir(), "patchbay-e2e-")));
  const listening = port ?? (await freePort());
  const origin = `http://localhost:${listening}`;
  const variables = { ...env, DATA_DIR: dataDir, PORT: String(listening) };
  const earlier: string[] = [];
  let running = spawnConsole(variables);
  await answers(running, origin);

  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    running.kill(signal);
    return await running.exited;
  };
  const log = () => [...earlier, running.log()].join("");
  return {
    origin,
    dataDir,
    log,
    pid: () => running.pid,
    async setupLink() {
      const link = () => /http:\/\/\S+\/setup\/\S+/.exec(log())?.[0];
      await expect.poll(link).toBeDefined();
      return link() ?? "";
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    async startAgain() {
      earlier.push(running.log());
      running = spawnConsole(variables);
      await answers(running, origin);
    },
    async discard() {
      await end("SIGTERM");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

type Running = {
  pid: number;
  log(): string;
  kill(signal: "SIGTERM" | "SIGKILL"): void;
  /** Resolves with the exit code, after the last of its output. */
  exited: Promise<number | null>;
};

/** A process of the built app, with nothing of the developer's own environment, which may hold a key to Klavis Cloud. */
export function spawnConsole(env: Record<string, string>): Running {
  const child = spawn(process.execPath, [SERVER], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const exited = once(child, "close").then(([code]) => code as number | null);
  return { pid: child.pid ?? 0, log: () => output, kill: (signal) => child.kill(signal), exited };
}

/** Waits for the first answer. @throws Error with what was said, where there is none; the process has ended then */
async function answers({ exited, log, kill }: Running, origin: string): Promise<void> {
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  const health = async () => {
    if (ended) throw new Error("it ended");
    const response = await fetch(`${origin}/api/health`).catch(() => undefined);
    return response?.status;
  };
  try {
    await expect.poll(health, { timeout: START_TIMEOUT, intervals: [100] }).toBe(200);
  } catch (cause) {
    kill("SIGKILL");
    await exited;
    throw new Error(`The console did not start:\n${log()}`, { cause });
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
