import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { PGlite } from "@electric-sql/pglite";
import { type Database, openEmbedded } from "./client";

/** A database that is made and migrated, for new data folders to begin as a copy of. Made by the build. */
const FOLDER = path.join(".next", "database");

/** Another PGlite may be another Postgres, which opens no folder of this one. */
async function fileOf(root: string): Promise<string> {
  const manifest = path.join(process.cwd(), "node_modules/@electric-sql/pglite/package.json");
  const { version } = JSON.parse(await readFile(manifest, "utf8"));
  return path.join(root, FOLDER, `pglite-${version}.tar.gz`);
}

/**
 * What the build has made; undefined where it has not, or where it was damaged since. Migrations that came since are made up for when it is opened, as
 * in any older database.
 */
export async function readSnapshot(root = process.cwd()): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    // Unpacked here: PGlite would throw where nobody can catch it.
    return await promisify(gunzip)(await readFile(await fileOf(root)));
  } catch {
    return undefined;
  }
}

/** Makes and migrates a database in memory, and keeps it. */
export async function writeSnapshot(root = process.cwd()): Promise<void> {
  const file = await fileOf(root);
  const { db, close } = await openEmbedded();
  const { $client } = db as Database & { $client: PGlite };
  const packed = await $client.dumpDataDir("gzip");
  await close();
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, packed.stream());
  await rename(`${file}.new`, file);
}
