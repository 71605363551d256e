import { mkdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { PoolClient } from "pg";
import { LOCKS } from "./locks";
import { own } from "./owner";
import { schema } from "./schema";
import { createSignals, type Signals } from "./signals";
import { keepStatements } from "./statements";

/** The database that services and the engine use. PGlite and Postgres stand behind the same type. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

export type DatabaseHandle = {
  db: Database;
  kind: "embedded" | "postgres";
  /** Resolves where the database answers within `milliseconds`. */
  ping(milliseconds?: number): Promise<void>;
  /** What processes tell each other; none where one process has the database for itself. */
  signals?: Signals;
  close(): Promise<void>;
};

const MIGRATIONS = path.join(process.cwd(), "lib/server/db/migrations");

/** Milliseconds that a statement may take of a server's time. */
const STATEMENT_TIMEOUT = 30_000;
const CONNECTION_TIMEOUT = 10_000;

/**
 * Opens and migrates the Postgres that `url` names. Several processes may do so at once.
 * @param directUrl where `url` is a pooler's: the same database without it
 */
export async function openPostgres(url: string, directUrl?: string): Promise<DatabaseHandle> {
  const [{ drizzle }, { Pool }] = await Promise.all([import("drizzle-orm/node-postgres"), import("pg")]);
  await migratePostgres(directUrl ?? url);
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    idleTimeoutMillis: 30_000,
    // The server's own limit is of no help where the connection is gone without a word.
    query_timeout: STATEMENT_TIMEOUT + 5_000,
    keepAlive: true,
    // Nobody is given the connection before it is done. Not by its parameters: poolers refuse what they do not know there.
    async onConnect(client) {
      client.on("error", () => {});
      // Behind a pooler, it would be set for whoever is given that connection next.
      if (directUrl !== undefined) return;
      await client.query(`set statement_timeout = ${STATEMENT_TIMEOUT}`);
    },
  });
  // Without a listener, an idle connection that the server drops would end the process.
  pool.on("error", () => {});
  const db: Database = drizzle(pool, { schema, casing: "snake_case" });
  const bound = new WeakMap<PoolClient, Database>();
  // Drizzle's own takes a connection and keeps it for ever where not even the transaction's `begin` comes through: a
  // database that was away for a moment would leave no connection for later.
  db.transaction = async (act, config) => {
    const client = await pool.connect();
    try {
      const own = bound.get(client) ?? drizzle(client, { schema, casing: "snake_case" });
      bound.set(client, own);
      return await own.transaction(act, config);
    } finally {
      client.release();
    }
  };
  const signals = createSignals(directUrl ?? url, (channel, topic) =>
    db.execute(sql`select pg_notify(${channel}, ${topic})`),
  );
  return {
    ...{ db, kind: "postgres", ping: pinger(db), signals },
    async close() {
      await signals.close();
      await pool.end();
    },
  };
}

/**
 * All in one transaction, lock and limit too: a pooler that shares connections keeps nothing longer, and whoever is killed
 * meanwhile leaves neither a half of it nor a lock.
 */
async function migratePostgres(url: string): Promise<void> {
  const [{ drizzle }, { migrate }, { Client }] = await Promise.all([
    import("drizzle-orm/node-postgres"),
    import("drizzle-orm/node-postgres/migrator"),
    import("pg"),
  ]);
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    keepAlive: true,
  });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("begin");
    // A large table takes its time to be written anew, and so does whoever waits for the process that does it.
    await client.query("set local statement_timeout = 0");
    await client.query("select pg_advisory_xact_lock($1)", [LOCKS.migrations]);
    // Its own `begin` finds this transaction, which its `commit` ends; where it fails, so does its `rollback`.
    await migrate(drizzle(client, { casing: "snake_case" }), { migrationsFolder: MIGRATIONS });
    await client.query("commit");
  } finally {
    await client.end().catch(() => {});
  }
}

/** What a new database begins with, the tar that PGlite's `dumpDataDir` makes; undefined for nothing. */
type Beginning = () => Promise<Uint8Array<ArrayBuffer> | undefined>;

/**
 * Postgres sets its 128 MB of buffers to zero before anything else, half of what a start takes; what is read most fits
 * into these, and the rest is as near as the file system's own cache.
 */
const BUFFERS = ["-c", "shared_buffers=32MB"];
/** Of its log of changes, in MB: the usual 16 are written in full before the first of them is used. */
const LOG_SEGMENT = "--wal-segsize=1";

/** Bytes that are there already, for PGlite: a Blob of its own would pass them on in small pieces. */
class Tar extends Blob {
  readonly #packed: Uint8Array<ArrayBuffer>;
  constructor(packed: Uint8Array<ArrayBuffer>) {
    super([], { type: "application/x-tar" });
    this.#packed = packed;
  }
  override async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.#packed;
    return byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
  }
}

/**
 * Opens and migrates the embedded database under `dataDir`; without one, in memory. What a new one begins with is asked
 * for when there is one to make; one that cannot be opened is as good as none.
 * @throws AlreadyOwnedError where another process has the folder open: the embedded database has one owner.
 */
export async function openEmbedded(
  dataDir?: string,
  beginning: Beginning = async () => undefined,
): Promise<DatabaseHandle> {
  const [{ PGlite, protocol }, { pg_trgm }, { drizzle }, { migrate }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("@electric-sql/pglite/contrib/pg_trgm"),
    import("drizzle-orm/pglite"),
    import("drizzle-orm/pglite/migrator"),
  ]);
  if (dataDir) await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const release = dataDir ? await own(dataDir) : async () => {};
  try {
    const open = (folder: string | undefined, begin?: Uint8Array<ArrayBuffer>) =>
      PGlite.create({
        extensions: { pg_trgm },
        startParams: [...PGlite.defaultStartParams, ...BUFFERS],
        initDbStartParams: [LOG_SEGMENT],
        ...(folder && { dataDir: folder }),
        ...(begin && { loadDataDir: new Tar(begin) }),
      });
    const folder = dataDir && path.join(dataDir, "database");
    if (folder) await makeWhole(folder, beginning, open);
    const client = await open(folder, folder ? undefined : await beginning());
    const db = drizzle(client, { schema, casing: "snake_case" });
    await migrate(db, { migrationsFolder: MIGRATIONS });
    keepStatements(client, protocol);
    return {
      db,
      kind: "embedded",
      ping: pinger(db),
      async close() {
        await client.close();
        await release();
      },
    };
  } catch (error) {
    // Or the next try would find the folder taken, by this very process.
    await release();
    throw error;
  }
}

/**
 * Makes a folder that is not there yet under another name, and gives it its own when it is whole: whoever is killed
 * meanwhile leaves a draft, which the next start takes away.
 */
async function makeWhole(
  folder: string,
  beginning: Beginning,
  open: (folder: string, begin?: Uint8Array<ArrayBuffer>) => Promise<{ close(): Promise<void> }>,
): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  // PGlite would make one in memory before it looks.
  if (found?.isFile())
    throw Object.assign(new Error(`ENOTDIR: ${folder} is not a folder`), { code: "ENOTDIR" });
  if (found) return;
  const draft = `${folder}.new`;
  const make = async (begin: Uint8Array<ArrayBuffer> | undefined) => {
    await rm(draft, { recursive: true, force: true });
    await (await open(draft, begin)).close();
  };
  const begin = await beginning();
  await make(begin).catch((error) => (begin ? make(undefined) : Promise.reject(error)));
  await rename(draft, folder);
}

function pinger(db: Database) {
  return async (milliseconds = 2_000) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("the database did not answer in time")), milliseconds);
    });
    try {
      await Promise.race([db.execute(sql`select 1`), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
