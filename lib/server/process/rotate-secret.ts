import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, isNotNull, ne, type SQL, sql } from "drizzle-orm";
import { recordAudit } from "../audit/record";
import { type Cipher, createCipher } from "../cipher";
import { SYSTEM } from "../context";
import type { Database } from "../db/client";
import { SEALED_COLUMNS, type SealedColumn } from "./sealed-columns";
import { checkSecret, keepCheck } from "./secret-check";

/** So many rows are read, and written in one transaction, at a time. */
const BATCH = 100;
/** How often, and after how many milliseconds, rows are come back to that somebody held. */
const PASSES = 40;
const PAUSE = 2_000;

/** What a rotation came to, in values: one row may hold several. */
export type Rotated = {
  renewed: number;
  /** What neither secret opens: it was lost before. */
  lost: number;
  /** What somebody held all the time: the rotation is to be run again. */
  held: number;
};

type Ciphers = { current: Cipher; previous: Cipher };
type Options = { current: string; previous: string; dataDir: string; pause?: number };

/**
 * Seals with the current secret all that the previous one sealed, batch by batch. It may end in the middle and be begun
 * again: until everything is done, the database counts as written with the previous secret.
 * @throws EnvironmentError where neither is the secret of this database
 */
export async function rotateSecret(db: Database, options: Options): Promise<Rotated> {
  const { current, previous, dataDir, pause = PAUSE } = options;
  const writtenWith = await checkSecret(db, { current, previous }, { appSecret: current, dataDir });
  const ciphers = { current: createCipher(current), previous: createCipher(previous) };
  const sum: Rotated = { renewed: 0, lost: 0, held: 0 };
  for (let pass = 1; ; pass += 1) {
    const { renewed, lost, held } = await renewAll(db, ciphers);
    Object.assign(sum, { renewed: sum.renewed + renewed, lost, held });
    if (held === 0 || pass === PASSES) break;
    await sleep(pause);
  }
  if (sum.held === 0 && (writtenWith !== current || sum.renewed > 0)) {
    await db.transaction(async (tx) => {
      await keepCheck(tx, ciphers.current);
      await recordAudit(
        tx,
        { caller: SYSTEM, request: { id: null, address: null } },
        {
          action: "console.rotate-secret",
          subject: "console",
          details: { renewed: sum.renewed, lost: sum.lost },
        },
      );
    });
  }
  return sum;
}

async function renewAll(db: Database, ciphers: Ciphers): Promise<Rotated> {
  const sum: Rotated = { renewed: 0, lost: 0, held: 0 };
  for (const column of SEALED_COLUMNS) {
    let after: Row | undefined;
    for (;;) {
      const rows = await readRows(db, column, after);
      after = rows.at(-1);
      if (!after) break;
      const tally = await renewRows(db, ciphers, column, rows);
      for (const key of ["renewed", "lost", "held"] as const) sum[key] += tally[key];
    }
  }
  return sum;
}

type Row = Record<string, unknown>;

async function readRows(db: Database, sealed: SealedColumn, after: Row | undefined): Promise<Row[]> {
  const { table, column, key } = sealed;
  const beyond = after && sql`(${namesOf(sealed)}) > (${valuesOf(sealed, after)})`;
  return db
    .select()
    .from(table)
    .where(and(isNotNull(column), ne(column, ""), beyond))
    .orderBy(...key.map((part) => part.column))
    .limit(BATCH);
}

async function renewRows(
  db: Database,
  { current, previous }: Ciphers,
  sealed: SealedColumn,
  rows: readonly Row[],
): Promise<Rotated> {
  const { table, column, field, nameOf, free } = sealed;
  return db.transaction(async (tx) => {
    const sum: Rotated = { renewed: 0, lost: 0, held: 0 };
    for (const row of rows) {
      const [value, name] = [String(row[field]), nameOf(row)];
      if (openedBy(current, value, name) !== undefined) continue;
      const plain = openedBy(previous, value, name);
      if (plain === undefined) {
        sum.lost += 1;
        continue;
      }
      const written = await tx
        .update(table)
        .set({ [field]: current.encrypt(plain, name) })
        // As it was read: what became another one meanwhile is looked at in the next pass.
        .where(and(sql`(${namesOf(sealed)}) = (${valuesOf(sealed, row)})`, eq(column, value), free))
        .returning({ field: column });
      sum[written.length > 0 ? "renewed" : "held"] += 1;
    }
    return sum;
  });
}

function namesOf({ key }: SealedColumn): SQL {
  return sql.join(
    key.map(({ column }) => column),
    sql`, `,
  );
}

/** A row's key, each part as its column writes it. */
function valuesOf({ key }: SealedColumn, row: Row): SQL {
  return sql.join(
    key.map(({ field, column }) => sql.param(row[field], column)),
    sql`, `,
  );
}

function openedBy(cipher: Cipher, value: string, name: string): string | undefined {
  try {
    return cipher.decrypt(value, name);
  } catch {
    return undefined;
  }
}
