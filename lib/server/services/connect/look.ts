import { and, desc, eq, sql } from "drizzle-orm";
import { statusFrom } from "@/lib/contracts/status";
import type { PublicContext } from "../../context";
import type { Database } from "../../db/client";
import { connectAttempt, instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { recordAudit } from "../audit/record";
import type { InstanceRow } from "../instances/serialize";
import { type AttemptRow, type AttemptStep, advanceAttempt, isLive } from "./attempt";

/** An answer that young is not asked for again, in milliseconds: several tabs poll the same instance. */
const FRESH = 900;

type Seen = Pick<InstanceRow, "status" | "statusCheckedAt" | "connectedAt" | "missingSince">;

/**
 * Whether an instance has its account, asked of the upstream, and how its latest attempt stands. Where the upstream
 * cannot be asked, what is recorded is answered, with the time of which it speaks. Who may look, the caller has checked.
 */
export async function lookAtConnection(
  context: PublicContext,
  row: InstanceRow,
): Promise<{ row: InstanceRow; attempt: AttemptRow | undefined }> {
  const [attempt] = await context.db
    .select()
    .from(connectAttempt)
    .where(eq(connectAttempt.instanceId, row.id))
    .orderBy(desc(connectAttempt.createdAt))
    .limit(1);
  const seen = await ask(context, row, attempt?.returnedAt ?? null);
  const authenticated = seen && seen.status === "connected";
  const step = attempt && advanceAttempt(attempt, { authenticated, now: new Date() });
  if (seen || step?.state !== attempt?.state) await store(context, { row, seen, attempt, step });
  return { row: { ...row, ...seen }, attempt: attempt && { ...attempt, ...step } };
}

/** What the upstream says; undefined where it cannot be asked. What it said before the return is no answer to it. */
async function ask(
  context: PublicContext,
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
async function askUpstream({ upstreams }: PublicContext, row: InstanceRow): Promise<Seen> {
  const statusCheckedAt = new Date();
  try {
    const answer = await upstreams.of(row).getInstance(row.upstreamInstanceId);
    const foreign = answer.externalUserId !== "" && answer.externalUserId !== row.userId;
    const status = foreign ? "unknown" : statusFrom(answer, row.status);
    const connectedAt = row.connectedAt ?? (status === "connected" ? statusCheckedAt : null);
    return { status, statusCheckedAt, connectedAt, missingSince: null };
  } catch (error) {
    if (!(error instanceof PatchbayError) || error.code !== "upstream-not-found") throw error;
    const missingSince = row.missingSince ?? statusCheckedAt;
    return { status: "unknown", statusCheckedAt, connectedAt: row.connectedAt, missingSince };
  }
}

/** Asks the upstream how one instance stands, and records it. @throws PatchbayError where the upstream cannot be asked */
export async function refreshState(context: PublicContext, row: InstanceRow): Promise<void> {
  await storeSeen(context.db, row, await askUpstream(context, row));
}

/**
 * Records what the upstream said of a row, unless the row has changed since it was read: the answer was to a question
 * about what it was then, and whoever disconnected the account meanwhile knows better.
 */
async function storeSeen(db: Pick<Database, "update">, row: InstanceRow, seen: Seen): Promise<void> {
  const { status, statusCheckedAt, connectedAt, missingSince } = seen;
  await db
    .update(instance)
    .set({ status, statusCheckedAt, connectedAt, missingSince })
    .where(
      and(
        eq(instance.id, row.id),
        eq(instance.upstreamInstanceId, row.upstreamInstanceId),
        eq(instance.status, row.status),
        sql`date_trunc('milliseconds', ${instance.updatedAt}) = ${row.updatedAt.toISOString()}::timestamptz`,
      ),
    );
}

type Looked = {
  row: InstanceRow;
  seen: Seen | undefined;
  attempt: AttemptRow | undefined;
  step: AttemptStep | undefined;
};

async function store({ db, request }: PublicContext, { row, seen, attempt, step }: Looked): Promise<void> {
  await db.transaction(async (tx) => {
    // A young answer is the row's own, and recorded already.
    if (seen && seen !== row) await storeSeen(tx, row, seen);
    if (!attempt || !step || step.state === attempt.state) return;
    const [moved] = await tx
      .update(connectAttempt)
      .set(step)
      .where(and(eq(connectAttempt.id, attempt.id), eq(connectAttempt.state, attempt.state)))
      .returning({ id: connectAttempt.id });
    // Another tab's poll may have moved it first; then it has audited it too.
    if (!moved || isLive(step.state)) return;
    await recordAudit(tx, {
      // Whose attempt it is, whoever may have looked at it.
      actor: { id: attempt.holder, email: attempt.holderName },
      // From wherever it was looked at, which may be another's address.
      request: { id: request.id, address: null },
      action: "connect.return",
      subject: { type: "instance", id: row.id },
      outcome: step.state === "connected" ? "succeeded" : "failed",
      details: { attempt: attempt.id, state: step.state },
    });
  });
}
