import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Database } from "./client";
import { type Part, readTables, writeTables } from "./copy";
import { countMigrations } from "./migrations";

const TYPE = "patchbay.backup";

/** What a file or a database cannot be taken from; the message says why. */
export class BackupError extends Error {}

type Head = { type: typeof TYPE; migrations: number; at: string };
type End = { tables: Record<string, number>; sha256: string };

/** Everything that the database holds at one moment, as JSON Lines; the last says how much it is, with its hash. */
export async function* backupLines(db: Pick<Database, "execute">): AsyncGenerator<string> {
  const hash = createHash("sha256");
  const line = (value: Head | Part) => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  const { applied } = await countMigrations(db as Database);
  yield line({ type: TYPE, migrations: applied, at: new Date().toISOString() });
  const tables: Record<string, number> = {};
  for await (const part of readTables(db)) {
    tables[part.table] = (tables[part.table] ?? 0) + part.rows.length;
    yield line(part);
  }
  yield `${JSON.stringify({ tables, sha256: hash.digest("hex") } satisfies End)}\n`;
}

/**
 * Fills an empty database from the lines of a backup, all of it or nothing. Answers how many rows came back.
 * @throws BackupError where the file is none, is cut short or changed, or of another version; NotEmptyError
 */
export async function restoreLines(db: Database, lines: AsyncIterable<string>): Promise<number> {
  const { known } = await countMigrations(db);
  const hash = createHash("sha256");
  let end: End | undefined;
  async function* parts(): AsyncGenerator<Part> {
    let head: Head | undefined;
    for await (const line of lines) {
      const value = parseLine(line);
      if (!head) {
        if (value.type !== TYPE) throw new BackupError("This is no backup of Patchbay.");
        head = value as Head;
        if (head.migrations !== known) {
          throw new BackupError(
            `It was made by another version: it knows ${head.migrations} migrations, and this one ${known}. Restore it with the version that made it, and update then.`,
          );
        }
      } else if ("sha256" in value) {
        end = value as End;
        break;
      } else yield value as Part;
      hash.update(`${line}\n`);
    }
    if (!end || end.sha256 !== hash.digest("hex")) {
      throw new BackupError("The backup was cut short or changed. Nothing was restored.");
    }
  }
  const written = await writeTables(db, parts());
  return Object.values(written).reduce((sum, rows) => sum + rows, 0);
}

/**
 * The lines of a file, read as they are asked for.
 * @throws BackupError where it cannot be read
 */
export async function* fileLines(file: string): AsyncGenerator<string> {
  const handle = await open(file).catch(() => {
    throw new BackupError(`There is no file ${file} that could be read.`);
  });
  try {
    yield* handle.readLines();
  } finally {
    await handle.close();
  }
}

function parseLine(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line);
  } catch {
    throw new BackupError("The backup was cut short or changed. Nothing was restored.");
  }
}
