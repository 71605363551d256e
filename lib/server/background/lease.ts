import { and, eq, gt, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import { task } from "../db/schema/task";

/** How long a lease lasts, in seconds, unless it is extended: so long stands still what a killed process had in hand. */
export const LEASE = 30;
/** A task that failed is due again after so many seconds, twice as many each time, up to the longest. */
const BACKOFF = { first: 5, longest: 600 };

/** The time is the database's, which all processes share. Tests put it forward. */
export type Now = SQL;
export const NOW: Now = sql`now()`;

type Wanted = {
  kind: string;
  key?: string | undefined;
  /** Milliseconds from one turn to the next, of a kind that is done again and again. */
  every?: number | undefined;
  now?: Now | undefined;
};

export type Lease = { kind: string; key: string; owner: string };

/** Sees to it that there is a task for each key of the query. */
export async function ensureTasks(db: Database, kind: string, keys: SQL): Promise<void> {
  await db.execute(
    sql`insert into ${task} (kind, key) select ${kind}, wanted.key from (${keys}) as wanted (key) on conflict do nothing`,
  );
}

/** Takes the task of that kind that has been due the longest and that nobody holds. Several may ask at once. */
export async function takeLease(
  db: Database,
  { kind, key, every = 0, now = NOW }: Wanted,
): Promise<Lease | undefined> {
  // What is further away than anything is ever put off was so before the clock was put back, and must not wait for it.
  const due = or(
    lte(task.dueAt, now),
    gt(task.dueAt, later(now, 2 * Math.max(every / 1000, BACKOFF.longest))),
  );
  const free = or(
    isNull(task.leaseUntil),
    lte(task.leaseUntil, now),
    gt(task.leaseUntil, later(now, 10 * LEASE)),
  );
  // A lock of the row alone, which ends with the statement: a pooler may give the next one another connection.
  const next = db.$with("next").as(
    db
      .select({ key: sql<string>`${task.key}`.as("next_key") })
      .from(task)
      .where(and(eq(task.kind, kind), key === undefined ? undefined : eq(task.key, key), due, free))
      .orderBy(task.dueAt)
      .limit(1)
      .for("update", { skipLocked: true }),
  );
  const [taken] = await db
    .with(next)
    .update(task)
    .set({ owner: sql`gen_random_uuid()`, leaseUntil: later(now, LEASE) })
    .from(next)
    .where(and(eq(task.kind, kind), sql`${task.key} = ${next.key}`))
    .returning({ key: task.key, owner: task.owner });
  return taken?.owner ? { kind, key: taken.key, owner: taken.owner } : undefined;
}

/** Keeps a lease for longer, and answers whether it was still there to be kept. */
export async function extendLease(db: Database, lease: Lease, now: Now = NOW): Promise<boolean> {
  const kept = await db
    .update(task)
    .set({ leaseUntil: later(now, LEASE) })
    .where(isOwn(lease))
    .returning({ key: task.key });
  return kept.length > 0;
}

/** How a turn ended: over for good, due again after so many milliseconds, or failed. */
export type End = { over: true } | { dueIn: number } | { failed: string };

/** Gives a lease back. What another turn has taken meanwhile is left alone. */
export async function endLease(db: Database, lease: Lease, end: End, now: Now = NOW): Promise<void> {
  if ("over" in end) {
    await db.delete(task).where(isOwn(lease));
    return;
  }
  const free = { owner: null, leaseUntil: null };
  const next =
    "failed" in end
      ? {
          attempts: sql`${task.attempts} + 1`,
          lastError: end.failed,
          dueAt: later(
            now,
            sql`least(${BACKOFF.first} * power(2, least(${task.attempts}, 20)), ${BACKOFF.longest})`,
          ),
        }
      : { attempts: 0, lastError: null, dueAt: later(now, end.dueIn / 1000) };
  await db
    .update(task)
    .set({ ...free, ...next })
    .where(isOwn(lease));
}

const isOwn = ({ kind, key, owner }: Lease) =>
  and(eq(task.kind, kind), eq(task.key, key), eq(task.owner, owner));

const later = (now: Now, seconds: number | SQL) =>
  sql<Date>`${now} + make_interval(secs => (${seconds})::double precision)`;
