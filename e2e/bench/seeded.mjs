import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import pg from "pg";
import { startPostgres } from "../../lib/server/db/start-postgres.mjs";
import { newDataDir, startConsole } from "./app.mjs";
import { seedInstances } from "./seed.mjs";

/** A console on an embedded database that holds so many instances. `env` is its own. */
export async function startOnPGlite(count, env = {}) {
  const dataDir = newDataDir();
  const first = await startConsole({ dataDir, ...env });
  await first.stop();
  const secret = (await readFile(path.join(dataDir, "app-secret"), "utf8")).trim();
  const database = new PGlite(path.join(dataDir, "database"), { extensions: { pg_trgm } });
  const query = async (text, values) => (await database.query(text, values)).rows;
  await seedInstances({ query, secret }, count);
  await database.close();
  return startConsole({ dataDir, ...env });
}

/** The same on a Postgres, which stops with it. */
export async function startOnPostgres(count, env = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "patchbay-bench-postgres-"));
  await chmod(folder, 0o755);
  const postgres = await startPostgres(folder);
  const secret = `a secret for measuring ${randomUUID()}`;
  const app = await startConsole({ DATABASE_URL: postgres.url, APP_SECRET: secret, ...env });
  const client = new pg.Client(postgres.url);
  await client.connect();
  const query = async (text, values) => (await client.query(text, values)).rows;
  await seedInstances({ query, secret }, count);
  await client.end();
  return {
    ...app,
    async stop() {
      await app.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
