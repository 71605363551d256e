import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type DatabaseHandle, openEmbedded } from "./client";
import { user } from "./schema/auth";
import { readSnapshot, writeSnapshot } from "./snapshot";
import { openTestDatabase } from "./testing";

let root: string;
const folders: string[] = [];
const newFolder = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "patchbay-snapshot-"));
  folders.push(folder);
  return folder;
};

beforeAll(async () => {
  root = await newFolder();
  await writeSnapshot(root);
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function shapeOf({ db }: DatabaseHandle) {
  const columns = await db.execute(sql`
    select table_name, column_name, data_type, column_default from information_schema.columns
    where table_schema = 'public' order by 1, 2`);
  const indexes = await db.execute(
    sql`select indexdef from pg_indexes where schemaname = 'public' order by 1`,
  );
  const migrations = await db.execute(sql`select hash from drizzle.__drizzle_migrations order by id`);
  return [columns, indexes, migrations].map((result) => (result as unknown as { rows: unknown[] }).rows);
}

it("is what a database is when it was made and migrated, and has nobody in it", async () => {
  const fromSnapshot = await openEmbedded(await newFolder(), () => readSnapshot(root));
  const made = await openTestDatabase();
  expect(await shapeOf(fromSnapshot)).toEqual(await shapeOf(made));
  expect(await fromSnapshot.db.select().from(user)).toEqual([]);
  await fromSnapshot.db.insert(user).values({ id: "ana", name: "Ana", email: "ana@example.com" });
  await Promise.all([fromSnapshot.close(), made.close()]);
});

it("begins new data folders alone", async () => {
  const folder = await newFolder();
  const beginning = vi.fn(() => readSnapshot(root));
  const first = await openEmbedded(folder, beginning);
  await first.db.insert(user).values({ id: "ana", name: "Ana", email: "ana@example.com" });
  await first.close();
  const second = await openEmbedded(folder, beginning);
  expect(await second.db.select({ id: user.id }).from(user)).toEqual([{ id: "ana" }]);
  expect(beginning).toHaveBeenCalledTimes(1);
  await second.close();
});

it("is done without where it is damaged, and where there is none", async () => {
  const broken = await newFolder();
  const [file = ""] = await readdir(path.join(root, ".next/database"));
  await mkdir(path.join(broken, ".next/database"), { recursive: true });
  await writeFile(path.join(broken, ".next/database", file), "not a database");
  const opened = await openEmbedded(await newFolder(), () => readSnapshot(broken));
  expect(await opened.db.select().from(user)).toEqual([]);
  await opened.close();
  expect(await readSnapshot(await newFolder())).toBeUndefined();
});
