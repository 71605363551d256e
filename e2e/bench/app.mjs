// Starts and stops built Next apps, each on a port and, where it needs one, a data folder of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { send } from "./http.mjs";
import { processorTime, residentMegabytes } from "./process.mjs";

export const ROOT = path.resolve(import.meta.dirname, "../..");
export const EMPTY = path.join(import.meta.dirname, "empty");
export const NEXT = path.join(ROOT, "node_modules/next/dist/bin/next");

/** Who is signed in while measuring. */
export const ADMINISTRATOR = { email: "bench@example.com", password: "a password for measuring" };

const START_TIMEOUT = 60_000;
const STOP_TIMEOUT = 5_000;
/** Milliseconds between two questions whether an app is up: how fine its start is measured. */
const ASK_EVERY = 5;

/** Set but empty, so that no `.env` file of the developer's takes part. */
const UNSET = Object.fromEntries(
  [
    "KLAVIS_API_KEY",
    "KLAVIS_EU_API_KEY",
    "KLAVIS_BASE_URL",
    "KLAVIS_EU_BASE_URL",
    "EMBEDDED_ENGINE",
    "ENGINE_API_KEY",
    "DATABASE_URL",
    "APP_SECRET",
    "UPSTREAM_RATE",
    "UPSTREAM_TIMEOUT",
    "TRUSTED_PROXIES",
    "LOG_LEVEL",
  ].map((name) => [name, ""]),
);

const folder = mkdtempSync(path.join(tmpdir(), "patchbay-bench-"));
const running = new Set();
let made = 0;

process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));

/** A data folder that does not exist yet. It goes when the bench ends. */
export function newDataDir() {
  made += 1;
  return path.join(folder, `data-${made}`);
}

/**
 * Starts the console, on a free port or on `port`, and waits for its first answer. `env` is added to what it needs.
 * @param from the folder of the built checkout
 * @param options of Node
 */
export function startConsole({ from = ROOT, dataDir = newDataDir(), options = [], ...env } = {}) {
  const ours = path.join(from, "server.mjs");
  const command = existsSync(ours) ? [ours] : [path.join(from, "node_modules/next/dist/bin/next"), "start"];
  return start(from, [...options, ...command], "/api/health", {
    ...UNSET,
    DATA_DIR: dataDir,
    ADMIN_EMAIL: ADMINISTRATOR.email,
    ADMIN_PASSWORD: ADMINISTRATOR.password,
    ENGINE_REQUESTS: "1000000",
    ...env,
  });
}

/** Starts the empty app and waits for its first answer. */
export function startEmpty() {
  return start(EMPTY, [NEXT, "start"], "/", {});
}

/** @param command what `npm start` runs in that directory
 * @returns the app's `origin`, the `milliseconds` that its start took, what it used and uses, and how to `stop` it */
async function start(directory, command, path, { port: wanted, ...env }) {
  const port = wanted ?? (await freePort());
  const origin = `http://localhost:${port}`;
  const log = `${folder}/${port}.log`;
  const output = openSync(log, "a");
  const began = performance.now();
  const child = spawn(process.execPath, command, {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NEXT_TELEMETRY_DISABLED: "1",
      APP_URL: origin,
      ...env,
      PORT: port,
    },
    stdio: ["ignore", output, output, "ipc"],
  });
  closeSync(output);
  running.add(child);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  void ended.then(() => running.delete(child));

  while (!(await answers(`${origin}${path}`))) {
    if (!running.has(child) || performance.now() - began > START_TIMEOUT) {
      throw new Error(`${directory} did not start:\n${readFileSync(log, "utf8")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY));
  }
  const milliseconds = performance.now() - began;

  return {
    origin,
    milliseconds,
    /** Milliseconds that its threads have been on a processor. */
    processorTime: () => processorTime(child.pid),
    /** Megabytes of it that are in memory. */
    residentMegabytes: () => residentMegabytes(child.pid),
    /** Bytes of its heap after a collection; where it was started with `heap.mjs`. */
    async heap() {
      child.send("heap");
      const [bytes] = await once(child, "message");
      return bytes;
    },
    /** At once, as a machine that fails. */
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function answers(url) {
  const answer = await send(url).catch(() => undefined);
  return answer?.status === 200;
}

/** A port that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
