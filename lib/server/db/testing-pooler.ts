import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { unprivileged } from "./start-postgres.mjs";

/** The port that names the pooler's socket. Its folder is its own, so that nothing collides with it. */
const PORT = 6432;

/** Whether PgBouncer is on this machine. Debian's package is `pgbouncer`; no registry of Node has it. */
export const hasPooler = spawnSync("pgbouncer", ["--version"]).status === 0;

/**
 * Starts PgBouncer in transaction mode before the database that `url` names, with fewer connections than one console
 * opens, so that each transaction is likely to meet another one's connection.
 */
export async function startPooler(url: string): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "patchbay-pooler-"));
  const target = new URL(url);
  const name = target.pathname.slice(1);
  const behind = {
    host: target.searchParams.get("host") ?? target.hostname,
    port: target.port || "5432",
    user: target.username,
    ...(target.password && { password: target.password }),
  };
  const words = Object.entries(behind).map(([key, value]) => `${key}=${decodeURIComponent(value)}`);
  const file = path.join(folder, "pgbouncer.ini");
  const settings = [
    "[databases]",
    `${name} = ${words.join(" ")}`,
    "[pgbouncer]",
    "pool_mode = transaction",
    "default_pool_size = 6",
    "listen_addr =",
    `listen_port = ${PORT}`,
    `unix_socket_dir = ${folder}`,
    "auth_type = any",
  ];
  await writeFile(file, `${settings.join("\n")}\n`);
  const user = await unprivileged();
  if (user) await chown(folder, user.uid, user.gid);
  await chmod(file, 0o644);
  const pooler = spawn("pgbouncer", [file], { ...user, stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(pooler, "exit");
  await new Promise<void>((ready, reject) => {
    let said = "";
    pooler.once("error", reject);
    pooler.once("exit", () => reject(new Error(said)));
    pooler.stderr.on("data", (chunk: Buffer) => {
      said += chunk;
      if (said.includes("process up")) ready();
    });
  });
  return {
    url: `postgresql://${behind.user}@localhost:${PORT}/${name}?${new URLSearchParams({ host: folder })}`,
    async stop() {
      pooler.kill("SIGKILL");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
