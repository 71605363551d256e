import { and, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { CallOutcome, Usage, UsageTotal } from "@/lib/contracts/usage";
import type { Database } from "../../db/client";
import { engineInstance } from "../../db/schema/engine";
import { engineCall, engineUsage } from "../../db/schema/engine-usage";

/** A call of a tool as it is kept: whatever it was called with is not. */
export type Call = {
  instanceId: string;
  tool: string;
  at: Date;
  outcome: CallOutcome;
  milliseconds: number;
  requestId: string;
  /** The rule that refused it, and what the rule read of the tool. */
  refused?: { rule: string; hint: string };
};

/** Calls of one tool on one day that took about as long as one another. */
export type Tally = Pick<Call, "instanceId" | "tool"> & {
  day: string;
  /** Milliseconds, the upper end of a step. */
  step: number;
  calls: number;
  errors: number;
  lastUsedAt: Date;
};

const DAYS = 30;
const RECENT = 50;
const LIFETIME = DAYS * 24 * 60 * 60 * 1000;

/** Keeps what was called of instances that are still there. */
export function storeCalls(db: Database, calls: readonly Call[], tallies: readonly Tally[]): Promise<void> {
  return db.transaction(async (tx) => {
    const ids = [...new Set(tallies.map(({ instanceId }) => instanceId))];
    const there = await tx
      .select({ id: engineInstance.id })
      .from(engineInstance)
      .where(inArray(engineInstance.id, ids))
      .for("key share");
    const known = new Set(there.map(({ id }) => id));
    const counted = tallies.filter(({ instanceId }) => known.has(instanceId));
    if (counted.length === 0) return;
    await tx
      .insert(engineUsage)
      .values(counted)
      .onConflictDoUpdate({
        target: [engineUsage.instanceId, engineUsage.tool, engineUsage.day, engineUsage.step],
        set: {
          calls: sql`${engineUsage.calls} + excluded.calls`,
          errors: sql`${engineUsage.errors} + excluded.errors`,
          lastUsedAt: sql`greatest(${engineUsage.lastUsedAt}, excluded.last_used_at)`,
        },
      });
    const rows = calls.flatMap(({ refused, ...call }) =>
      known.has(call.instanceId) ? [{ ...call, rule: refused?.rule, hint: refused?.hint }] : [],
    );
    if (rows.length > 0) await tx.insert(engineCall).values(rows);
  });
}

/** Of an instance of whichever account, the last thirty days. */
export async function readUsage(
  db: Database,
  instanceId: string,
): Promise<Omit<Usage, "suspended" | "rules">> {
  const since = new Date(Date.now() - LIFETIME);
  const [rows, recent] = await Promise.all([
    db
      .select()
      .from(engineUsage)
      .where(and(eq(engineUsage.instanceId, instanceId), gte(engineUsage.day, dayOf(since)))),
    db
      .select()
      .from(engineCall)
      .where(eq(engineCall.instanceId, instanceId))
      .orderBy(desc(engineCall.at), desc(engineCall.id))
      .limit(RECENT),
  ]);
  const tools = [...groupBy(rows, ({ tool }) => tool)].map(([name, of]) => ({ name, ...sum(of) }));
  const days = [...groupBy(rows, ({ day }) => day)].map(([day, of]) => {
    const { calls, errors } = sum(of);
    return { day, calls, errors };
  });
  return {
    isKept: true,
    total: sum(rows),
    tools: tools.sort((a, b) => b.calls - a.calls || (a.name < b.name ? -1 : 1)),
    days: days.sort((a, b) => (a.day < b.day ? 1 : -1)),
    recent: recent.map(({ at, tool, outcome, rule, milliseconds, requestId }) => ({
      at: at.toISOString(),
      ...{ tool, outcome, rule, milliseconds, requestId },
    })),
  };
}

/** How often each of several instances was called in the last thirty days; one that was not is left out. */
export async function readTotals(
  db: Database,
  instanceIds: readonly string[],
): Promise<Map<string, UsageTotal>> {
  if (instanceIds.length === 0) return new Map();
  const { instanceId, step, calls, errors, lastUsedAt, day } = engineUsage;
  const rows = await db
    .select({
      instanceId,
      step,
      calls: sql`sum(${calls})`.mapWith(Number),
      errors: sql`sum(${errors})`.mapWith(Number),
      lastUsedAt: sql`max(${lastUsedAt})`.mapWith(lastUsedAt),
    })
    .from(engineUsage)
    .where(and(inArray(instanceId, [...instanceIds]), gte(day, dayOf(new Date(Date.now() - LIFETIME)))))
    .groupBy(instanceId, step);
  return new Map([...groupBy(rows, (row) => row.instanceId)].map(([id, of]) => [id, sum(of)]));
}

/** Lets go of the calls, and of the counts, that are older than is told. */
export async function forgetCalls(db: Pick<Database, "delete">): Promise<void> {
  const before = new Date(Date.now() - LIFETIME);
  await db.delete(engineCall).where(lt(engineCall.at, before));
  await db.delete(engineUsage).where(lt(engineUsage.day, dayOf(before)));
}

/** In UTC, as `2026-07-28`. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

type Counted = Pick<Tally, "step" | "calls" | "errors" | "lastUsedAt">;

function sum(rows: readonly Counted[]): UsageTotal {
  const bySteps = [...rows].sort((a, b) => a.step - b.step);
  const calls = rows.reduce((all, row) => all + row.calls, 0);
  const last = rows.reduce((latest, row) => Math.max(latest, row.lastUsedAt.getTime()), 0);
  let seen = 0;
  const slowest = bySteps.find((row) => {
    seen += row.calls;
    return seen >= calls * 0.95;
  });
  return {
    calls,
    errors: rows.reduce((all, row) => all + row.errors, 0),
    lastUsedAt: last > 0 ? new Date(last).toISOString() : null,
    p95: slowest?.step ?? null,
  };
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
