import { and, desc, eq, sql } from "drizzle-orm";
import { isLive } from "@/lib/contracts/connect";
import { statusFrom } from "@/lib/contracts/status";
import { recordAudit } from "../../audit/record";
import { type Caller, type Context, SYSTEM } from "../../context";
import type { Database } from "../../db/client";
import { connectAttempt, instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import type { InstanceRow } from "../instances/serialize";
import { type AttemptRow, type AttemptStep, advanceAttempt, holderOf } from "./attempt";

/** An answer that young is not asked for again, in milliseconds: several tabs poll the same instance. */
const FRESH = 900;

type Seen = Pick<InstanceRow, "status" | "statusCheckedAt" | "connectedAt" | "missingSince">;

/**
 * Whether an instance has its account, asked of the upstream, and how its latest attempt stands. Where the upstream
 * cannot be asked, what is recorded is answered, with the time of which it speaks. Who may look, the caller has checked.
 */
export async function lookAtConnection(
  context: Context<Caller>,
  row: InstanceRow,
): Promise<{ row: InstanceRow; attempt: AttemptRow | undefined }> {
  const [attempt] = await context.db
    .select()
    .from(connectAttempt)
    .where(eq(connectAttempt.instanceId, row.id))
    .orderBy(desc(connectAttempt.createdAt))
    .limit(1);
  const seen = await ask(context, row, attempt?.returnedAt ?? null);
  const found = seen && { authenticated: seen.status === "connected", missing: seen.missingSince !== null };
  const step = attempt && advanceAttempt(attempt, { found, now: new Date() });
  if (seen || step?.state !== attempt?.state) await store(context, { row, seen, attempt, step });
  return { row: { ...row, ...seen }, attempt: attempt && { ...attempt, ...step } };
}

/** What the upstream says; undefined where it cannot be asked. What it said before the return is no answer to it. */
async function ask(
  context: Context<Caller>,
  row: InstanceRow,
  returnedAt: Date | null,
): Promise<Seen | undefined> {
  const { statusCheckedAt } = row;
  const young = statusCheckedAt && Date.now() - statusCheckedAt.getTime() < FRESH;
  if (young && (!returnedAt || statusCheckedAt > returnedAt)) return row;
  try {
    return await askUpstream(context, row);
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    context.log.warn(
      { instance: row.id, problem: error.code },
      "the state of an instance could not be asked for",
    );
    return undefined;
  }
}

/** What the upstream says of an instance at this moment. @throws PatchbayError with an `upstream-*` code */
async function askUpstream({ upstreams }: Context<Caller>, row: InstanceRow): Promise<Seen> {
  const statusCheckedAt = new Date();
  const seen = await upstreams.of(row).observe(row.upstreamInstanceId);
  // What is another user's by now is not what is recorded here: that is gone.
  if (seen === "gone" || (seen.userId !== null && seen.userId !== row.userId))
    return goneFrom(row, statusCheckedAt);
  const status = statusFrom(seen.account, row.status);
  const connectedAt = row.connectedAt ?? (status === "connected" ? statusCheckedAt : null);
  return { status, statusCheckedAt, connectedAt, missingSince: null };
}

function goneFrom({ connectedAt, missingSince }: InstanceRow, statusCheckedAt: Date): Seen {
  return { status: "unknown", statusCheckedAt, connectedAt, missingSince: missingSince ?? statusCheckedAt };
}

/** Asks the upstream how one instance stands, and records it. @throws PatchbayError where the upstream cannot be asked */
export async function refreshState(context: Context<Caller>, row: InstanceRow): Promise<void> {
  const seen = await askUpstream(context, row);
  await context.db.transaction(async (tx) => {
    if (await storeSeen(tx, row, seen)) await auditSeen(tx, { row, seen, request: context.request });
  });
}

/**
 * Records what the upstream said of a row, unless the row has changed since it was read: the answer was to a question
 * about what it was then, and whoever disconnected the account meanwhile knows better. Answers whether it was news.
 */
async function storeSeen(db: Pick<Database, "update">, row: InstanceRow, seen: Seen): Promise<boolean> {
  const { status, statusCheckedAt, connectedAt, missingSince } = seen;
  const changed = status !== row.status || (missingSince === null) !== (row.missingSince === null);
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
async function auditSeen(
  db: Pick<Database, "insert">,
  { row, seen, request }: Pick<Context<Caller>, "request"> & { row: InstanceRow; seen: Seen },
): Promise<void> {
  const by = { caller: SYSTEM, request: { id: request.id, address: null } };
  await recordAudit(db, by, {
    action: "instance.observe",
    subject: row.id,
    details: {
      status: { from: row.status, to: seen.status },
      missing: { from: row.missingSince !== null, to: seen.missingSince !== null },
    },
  });
}

type Looked = {
  row: InstanceRow;
  seen: Seen | undefined;
  attempt: AttemptRow | undefined;
  step: AttemptStep | undefined;
};

async function store({ db, request }: Context<Caller>, { row, seen, attempt, step }: Looked): Promise<void> {
  await db.transaction(async (tx) => {
    // A young answer is the row's own, and recorded already.
    const news = seen && seen !== row && (await storeSeen(tx, row, seen));
    // An attempt that comes through says so itself.
    if (news && step?.state !== "connected") await auditSeen(tx, { row, seen, request });
    if (!attempt || !step || step.state === attempt.state) return;
    const [moved] = await tx
      .update(connectAttempt)
      .set(step)
      .where(and(eq(connectAttempt.id, attempt.id), eq(connectAttempt.state, attempt.state)))
      .returning({ id: connectAttempt.id });
    // Another tab's poll may have moved it first; then it has audited it too.
    if (!moved || isLive(step.state)) return;
    // Whose attempt it is, whoever may have looked at it, and from wherever, which may be another's address.
    const by = { caller: holderOf(attempt), request: { id: request.id, address: null } };
    await recordAudit(tx, by, {
      action: "connect.return",
      subject: row.id,
      outcome: step.state === "connected" ? "succeeded" : "failed",
      details: { attempt: attempt.id, state: step.state },
    });
  });
}
