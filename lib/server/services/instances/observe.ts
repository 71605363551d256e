import { and, eq, inArray, sql } from "drizzle-orm";
import { type AccountState, type InstanceStatus, statusFrom } from "@/lib/contracts/status";
import { type AuditEntry, type By, recordAudit } from "../../audit/record";
import { type Caller, type Context, SYSTEM } from "../../context";
import type { Database } from "../../db/client";
import { instance } from "../../db/schema/instance";
import type { Seen } from "../../upstream/port";
import { type AtOnce, findAtOnce, holdUnchanged, idsOf } from "./at-once";
import type { InstanceRow } from "./serialize";

/** What was seen of an instance, as the record keeps it. */
export type Observation = Pick<InstanceRow, "status" | "statusCheckedAt" | "connectedAt" | "missingSince">;

/**
 * How an instance stands at its upstream. What is another user's by now is not what is recorded here: that is gone.
 * @throws PatchbayError with an `upstream-*` code
 */
export async function seeInstance(
  { upstreams }: Pick<Context<Caller>, "upstreams">,
  row: Pick<InstanceRow, "upstream" | "upstreamInstanceId" | "userId">,
): Promise<Seen | "gone"> {
  const seen = await upstreams.of(row).observe(row.upstreamInstanceId);
  return seen !== "gone" && seen.userId !== null && seen.userId !== row.userId ? "gone" : seen;
}

/** What the upstream says of an instance at this moment, not recorded yet. @throws PatchbayError as `seeInstance` */
export async function observeInstance(context: Context<Caller>, row: InstanceRow): Promise<Observation> {
  const statusCheckedAt = new Date();
  const { connectedAt, missingSince } = row;
  const seen = await seeInstance(context, row);
  if (seen !== "gone") return observationOf(row, seen.account, statusCheckedAt);
  return { status: "unknown", statusCheckedAt, connectedAt, missingSince: missingSince ?? statusCheckedAt };
}

function observationOf(
  row: Pick<InstanceRow, "status" | "connectedAt">,
  account: AccountState,
  statusCheckedAt: Date,
): Observation {
  const status = statusFrom(account, row.status);
  const connectedAt = row.connectedAt ?? (status === "connected" ? statusCheckedAt : null);
  return { status, statusCheckedAt, connectedAt, missingSince: null };
}

/** Asks the upstream how one instance stands, and records it. @throws PatchbayError where the upstream cannot be asked */
export async function refreshState(context: Context<Caller>, row: InstanceRow): Promise<Observation> {
  const observed = await observeInstance(context, row);
  if (!isNews(row, observed)) {
    // Mostly nothing has changed. Then there is no event to keep with it, and one statement is a transaction of its own.
    await storeObservation(context.db, row, observed);
    return observed;
  }
  await context.db.transaction(async (tx) => {
    if (await storeObservation(tx, row, observed)) await auditObservation(tx, context, row, observed);
  });
  return observed;
}

/**
 * Asks how many stand in one step, as far as that goes plainly: what the upstream does not know, or as another user's, is
 * left. @throws PatchbayError as the upstream does
 */
export async function refreshStates(context: Context<Caller>, { ids, settle }: AtOnce): Promise<void> {
  const found = await findAtOnce(context, ids);
  if (!found) return;
  const at = new Date();
  const seen = await found.atOnce.observe(found.rows.map((row) => row.upstreamInstanceId));
  const observed = found.rows.flatMap((row) => {
    const { account, userId } = seen.get(row.upstreamInstanceId) ?? {};
    return account && userId === row.userId ? [{ ...row, now: observationOf(row, account, at) }] : [];
  });
  await context.db.transaction(async (tx) => {
    const rows = await holdUnchanged(tx, observed);
    for (const status of new Set(rows.map(({ now }) => now.status))) {
      const alike = rows.filter(({ now }) => now.status === status);
      await storeAlike(tx, alike, status, at);
      await settle(tx, idsOf(alike), status);
    }
    const news = rows.filter((row) => isNews(row, row.now));
    await recordAudit(tx, bySystem(context), ...news.map((row) => observationEvent(row, row.now)));
  });
}

/** Records what was seen of rows that are held. */
async function storeAlike(tx: Database, rows: readonly Before[], status: InstanceStatus, at: Date) {
  const changed = sql`${instance.status} <> ${status} or ${instance.missingSince} is not null`;
  await tx
    .update(instance)
    .set({
      status,
      statusCheckedAt: at,
      ...(status === "connected" && {
        connectedAt: sql`coalesce(${instance.connectedAt}, ${at.toISOString()})`,
      }),
      missingSince: null,
      updatedAt: sql`case when ${changed} then now() else ${instance.updatedAt} end`,
    })
    .where(inArray(instance.id, idsOf(rows)));
}

type Before = Pick<InstanceRow, "id" | "status" | "missingSince">;

function isNews(row: Omit<Before, "id">, { status, missingSince }: Observation): boolean {
  return status !== row.status || (missingSince === null) !== (row.missingSince === null);
}

/**
 * Records what the upstream said of a row, unless the row has changed since it was read: the answer was to a question
 * about what it was then, and whoever disconnected the account meanwhile knows better. Answers whether it was news.
 */
export async function storeObservation(
  db: Pick<Database, "update">,
  row: InstanceRow,
  observed: Observation,
): Promise<boolean> {
  const { status, statusCheckedAt, connectedAt, missingSince } = observed;
  const changed = isNews(row, observed);
  const stored = await db
    .update(instance)
    .set({
      status,
      statusCheckedAt,
      connectedAt,
      missingSince,
      ...(changed && { updatedAt: new Date() }),
    })
    .where(
      and(
        eq(instance.id, row.id),
        eq(instance.upstreamInstanceId, row.upstreamInstanceId),
        eq(instance.status, row.status),
        sql`date_trunc('milliseconds', ${instance.updatedAt}) = ${row.updatedAt.toISOString()}::timestamptz`,
      ),
    )
    .returning({ id: instance.id });
  return changed && stored.length > 0;
}

/** Nobody did it here, so that the history would not say when it was. */
export async function auditObservation(
  db: Pick<Database, "execute">,
  context: Pick<Context<Caller>, "request">,
  row: InstanceRow,
  observed: Observation,
): Promise<void> {
  await recordAudit(db, bySystem(context), observationEvent(row, observed));
}

function bySystem({ request }: Pick<Context<Caller>, "request">): By {
  return { caller: SYSTEM, request: { id: request.id, address: null } };
}

function observationEvent(row: Before, observed: Observation): AuditEntry<"instance.observe"> {
  return {
    action: "instance.observe",
    subject: row.id,
    details: {
      status: { from: row.status, to: observed.status },
      missing: { from: row.missingSince !== null, to: observed.missingSince !== null },
    },
  };
}
