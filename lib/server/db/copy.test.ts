import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { getTableName } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signHead } from "../audit/heads";
import { recordAudit } from "../audit/record";
import { closeSegment } from "../audit/segments";
import { verifyDatabase } from "../audit/verify-database";
import { createInstance } from "../services/instances/create";
import { updateOrganisation } from "../services/organisation/update";
import { everyRow, instanceRequest, openTestConsole, type TestConsole } from "../services/testing";
import { backupLines, fileLines, restoreLines } from "./backup";
import type { DatabaseHandle } from "./client";
import { NotEmptyError, readTables, writeTables } from "./copy";
import { organisation } from "./schema/organisation";
import { openTestDatabase, openTestPostgres } from "./testing";
import { fillEveryTable, tablesInOrder } from "./testing-rows";

const EMBEDDED = () => openTestDatabase();

/** Every row, and the bytes apart, of which each driver makes something else. */
async function everything(db: DatabaseHandle["db"]) {
  const [whose] = await db.select().from(organisation);
  const rows = (await everyRow(db)).replace(/"(logo|icon)":\{[^{}]*\}/g, "");
  return { rows, logo: Buffer.from(whose?.logo ?? []).toString("base64") };
}

describe.each<[string, () => Promise<DatabaseHandle>, () => Promise<DatabaseHandle>]>([
  ["from the embedded database to Postgres", EMBEDDED, openTestPostgres],
  ["from Postgres to the embedded database", openTestPostgres, EMBEDDED],
])("%s", (_, openFrom, openTo) => {
  let from: TestConsole;
  let to: DatabaseHandle;
  beforeEach(async () => {
    [from, to] = [await openTestConsole(openFrom), await openTo()];
    const by = from.as("operator");
    for (let each = 0; each < 3; each += 1) await createInstance(by, instanceRequest());
    // What is made up for the tables that nothing fills here must be no end or part of the record.
    await closeSegment(from.db, from.signer, new Date(Date.now() + 1));
    const png =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
    await updateOrganisation(from.as("administrator"), { name: 'A "name" \\ 😀 \u2028', logo: png });
    await signHead(from.db, from.signer);
    await fillEveryTable(from.db);
  });
  afterEach(async () => {
    await from.close();
    await to.close();
  });
  const linesOf = async () => {
    const lines: string[] = [];
    for await (const line of backupLines(from.db)) lines.push(line.trimEnd());
    return lines;
  };
  async function* each(lines: readonly string[]) {
    yield* lines;
  }
  const isEmpty = async () => expect(await to.db.$count(organisation)).toBe(0);

  it("has something in every table to move", async () => {
    for (const table of tablesInOrder())
      expect(await from.db.$count(table), getTableName(table)).toBeGreaterThan(0);
  });

  it("moves every row as it is, and goes on from there", async () => {
    await writeTables(to.db, readTables(from.db));
    expect(await everything(to.db)).toEqual(await everything(from.db));
    const moved = await openTestConsole(async () => ({ ...to, close: async () => {} }));
    await recordAudit(to.db, moved.as("operator"), { action: "instance.reveal", subject: "a" });
    expect(await verifyDatabase(to.db)).toMatchObject({ events: 2, findings: [] });
  });

  it("moves nothing into a database that is in use", async () => {
    await writeTables(to.db, readTables(from.db));
    const before = await everyRow(to.db);
    await expect(writeTables(to.db, readTables(from.db))).rejects.toThrow(NotEmptyError);
    expect(await everyRow(to.db)).toBe(before);
  });

  it("brings every row back from a backup, and nothing from one that is cut, changed or another version's", async () => {
    const lines = await linesOf();
    const head = JSON.parse(lines[0] ?? "");
    for (const broken of [
      [],
      ["{}"],
      lines.slice(1),
      lines.slice(0, -1),
      lines.filter((_, at) => at !== 2),
      lines.map((line) => line.replace("GitHub", "GitLab")),
      [JSON.stringify({ ...head, migrations: head.migrations - 1 }), ...lines.slice(1)],
    ]) {
      await expect(restoreLines(to.db, each(broken))).rejects.toThrow();
      await isEmpty();
    }
    const folder = await mkdtemp(path.join(tmpdir(), "patchbay-backup-"));
    const file = path.join(folder, "backup.jsonl");
    await expect(restoreLines(to.db, fileLines(file))).rejects.toThrow("no file");
    await writeFile(file, `${lines.join("\n")}\n`);
    expect(await restoreLines(to.db, fileLines(file))).toBeGreaterThan(8);
    await rm(folder, { recursive: true });
    expect(await everything(to.db)).toEqual(await everything(from.db));
  });
});
