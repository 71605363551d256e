import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BackupError, backupLines, fileLines, restoreLines } from "../db/backup";
import { type DatabaseHandle, openEmbedded, openPostgres } from "../db/client";
import { NotEmptyError, readTables, writeTables } from "../db/copy";
import { Refusal, runCommand, withDatabase } from "./open";

const USAGE = `npm run backup -- FILE
    Writes all that the database holds into a file. What is encrypted in it stays so: keep APP_SECRET apart.
npm run restore -- FILE
    Fills the database that the environment names, which must be empty, from such a file.
npm run db:move -- TARGET
    Copies the database that the environment names into an empty one: a postgres:// address, or a folder for the
    embedded one. Stop the console first, and keep APP_SECRET (or the file app-secret in DATA_DIR) as it is.`;

const COMMANDS: Record<string, (argument: string) => Promise<string>> = {
  backup: (file) =>
    withDatabase(async ({ db }) => {
      // Whoever is killed meanwhile leaves no file that looks whole.
      const draft = `${file}.new`;
      await db.transaction(
        (tx) =>
          pipeline(
            Readable.from(backupLines(tx)),
            createWriteStream(draft, { mode: 0o600, flush: true }),
          ).catch(async (error) => {
            await rm(draft, { force: true });
            throw error;
          }),
        { isolationLevel: "repeatable read" },
      );
      await rename(draft, file);
      return `The database is backed up in ${file}.`;
    }),
  restore: (file) =>
    withDatabase(async ({ db }) => {
      const rows = await restoreLines(db, fileLines(file));
      return `${rows} rows are back from ${file}.`;
    }),
  move: (target) =>
    withDatabase(async (from) => {
      const to = await openTarget(target);
      try {
        const copied = await from.db.transaction((tx) => writeTables(to.db, readTables(tx)), {
          isolationLevel: "repeatable read",
        });
        const rows = Object.values(copied).reduce((sum, count) => sum + count, 0);
        return `${rows} rows of ${Object.keys(copied).length} tables are copied. What was there stays until you delete it.`;
      } finally {
        await to.close();
      }
    }),
};

function openTarget(target: string): Promise<DatabaseHandle> {
  return /^postgres(ql)?:/.test(target) ? openPostgres(target) : openEmbedded(target);
}

async function main([name = "", argument = ""]: readonly string[]): Promise<string> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || argument === "") throw new Refusal(USAGE);
  return command(argument).catch((error) => {
    if (error instanceof BackupError) throw new Refusal(error.message);
    if (error instanceof NotEmptyError) {
      throw new Refusal(`The database is in use (${error.message}). Name an empty one: nothing was changed.`);
    }
    throw error;
  });
}

runCommand(main(process.argv.slice(2)));
