import { and, eq, sql } from "drizzle-orm";
import { statusFrom } from "@/lib/contracts/status";
import { recordAudit } from "../../audit/record";
import { type Caller, type Context, SYSTEM } from "../../context";
import type { Database } from "../../db/client";
import { instance } from "../../db/schema/instance";
import type { Seen } from "../../upstream/port";
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
  if (seen === "gone") {
    return { status: "unknown", statusCheckedAt, connectedAt, missingSince: missingSince ?? statusCheckedAt };
  }
  const status = statusFrom(seen.account, row.status);
  return {
    status,
    statusCheckedAt,
    connectedAt: connectedAt ?? (status === "connected" ? statusCheckedAt : null),
    missingSince: null,
  };
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

function isNews(row: InstanceRow, { status, missingSince }: Observation): boolean {
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
  { request }: Pick<Context<Caller>, "request">,
  row: InstanceRow,
  observed: Observation,
): Promise<void> {
  const by = { caller: SYSTEM, request: { id: request.id, address: null } };
  await recordAudit(db, by, {
    action: "instance.observe",
    subject: row.id,
    details: {
      status: { from: row.status, to: observed.status },
      missing: { from: row.missingSince !== null, to: observed.missingSince !== null },
    },
  });
}
