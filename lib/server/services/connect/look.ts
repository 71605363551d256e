import { and, desc, eq } from "drizzle-orm";
import { statusFrom } from "@/lib/contracts/status";
import type { PublicContext } from "../../context";
import { connectAttempt, instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { recordAudit } from "../audit/record";
import type { InstanceRow } from "../instances/serialize";
import { type AttemptRow, type AttemptStep, advanceAttempt, isLive } from "./attempt";
import type { Holder } from "./begin";

/** An answer that young is not asked for again, in milliseconds: several tabs poll the same instance. */
const FRESH = 900;

type Seen = Pick<InstanceRow, "status" | "statusCheckedAt">;

/**
 * Whether an instance has its account, asked of the upstream, and how its latest attempt stands. Where the upstream
 * cannot be asked, what is recorded is answered, with the time of which it speaks. Who may look, the caller has checked.
 */
export async function lookAtConnection(
  context: PublicContext,
  row: InstanceRow,
  holder: Holder,
): Promise<{ row: InstanceRow; attempt: AttemptRow | undefined }> {
  const [attempt] = await context.db
    .select()
    .from(connectAttempt)
    .where(eq(connectAttempt.instanceId, row.id))
    .orderBy(desc(connectAttempt.createdAt))
    .limit(1);
  const seen = await ask(context, row);
  const authenticated = seen && seen.status === "connected";
  const step = attempt && advanceAttempt(attempt, { authenticated, now: new Date() });
  if (seen || step?.state !== attempt?.state) await store(context, { row, seen, attempt, step, holder });
  return { row: { ...row, ...seen }, attempt: attempt && { ...attempt, ...step } };
}

async function ask({ upstreams, log }: PublicContext, row: InstanceRow): Promise<Seen | undefined> {
  if (row.statusCheckedAt && Date.now() - row.statusCheckedAt.getTime() < FRESH) {
    return { status: row.status, statusCheckedAt: row.statusCheckedAt };
  }
  try {
    const answer = await upstreams.get(row.upstream).getInstance(row.upstreamInstanceId);
    const foreign = answer.externalUserId !== "" && answer.externalUserId !== row.userId;
    return { status: foreign ? "unknown" : statusFrom(answer, row.status), statusCheckedAt: new Date() };
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    log.warn({ instance: row.id, problem: error.code }, "the state of an instance could not be asked for");
    return error.code === "upstream-not-found"
      ? { status: "unknown", statusCheckedAt: new Date() }
      : undefined;
  }
}

type Looked = {
  row: InstanceRow;
  seen: Seen | undefined;
  attempt: AttemptRow | undefined;
  step: AttemptStep | undefined;
  holder: Holder;
};

async function store(
  { db, request }: PublicContext,
  { row, seen, attempt, step, holder }: Looked,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (seen) await tx.update(instance).set(seen).where(eq(instance.id, row.id));
    if (!attempt || !step || step.state === attempt.state) return;
    const [moved] = await tx
      .update(connectAttempt)
      .set(step)
      .where(and(eq(connectAttempt.id, attempt.id), eq(connectAttempt.state, attempt.state)))
      .returning({ id: connectAttempt.id });
    // Another tab's poll may have moved it first; then it has audited it too.
    if (!moved || isLive(step.state)) return;
    await recordAudit(tx, {
      actor: holder,
      request,
      action: "connect.return",
      subject: { type: "instance", id: row.id },
      outcome: step.state === "connected" ? "succeeded" : "failed",
      details: { attempt: attempt.id, state: step.state },
    });
  });
}
