import { and, eq } from "drizzle-orm";
import { isLive } from "@/lib/contracts/terms/connect";
import { recordAudit } from "../../audit/record";
import { type Caller, type Context, SYSTEM } from "../../context";
import type { Database } from "../../db/client";
import { connectAttempt } from "../../db/schema/connect";
import { PatchbayError } from "../../errors";
import { auditObservation, type Observation, observeInstance, storeObservation } from "../instances/observe";
import type { InstanceRow } from "../instances/serialize";
import { type AttemptRow, type AttemptStep, advanceAttempt, holderOf, latestAttempt } from "./attempt";

/** An answer that young is not asked for again, in milliseconds: several tabs poll the same instance. */
const FRESH = 900;

/** An instance, and its latest attempt, as they stand now. */
export type Refreshed = { row: InstanceRow; attempt: AttemptRow | undefined };

type Options = {
  /** The latest attempt, where the caller has read it already. */
  latest?: { attempt: AttemptRow | undefined };
  /** Something was changed at the upstream just now, so that a young answer is an old one. */
  anew?: boolean;
};

/**
 * Whether an instance has its account, asked of the upstream, and how its latest attempt stands. Where the upstream
 * cannot be asked, what is recorded is answered, with the time of which it speaks. Who may ask, the caller has checked.
 */
export async function refreshConnection(
  context: Context<Caller>,
  row: InstanceRow,
  { latest, anew = false }: Options = {},
): Promise<Refreshed> {
  const attempt = latest ? latest.attempt : await latestAttempt(context.db, row.id);
  const young = !anew && isYoung(row, attempt);
  const observed = young ? undefined : await observe(context, row);
  // Undefined where the upstream is silent: then nothing is known of this moment.
  const current = young ? row : observed;
  const found = current && {
    authenticated: current.status === "connected",
    missing: current.missingSince !== null,
  };
  const step = attempt && advanceAttempt(attempt, { found, now: new Date() });
  const moved = attempt && step && step.state !== attempt.state ? { attempt, step } : undefined;
  if (observed || moved) await store(context, row, observed, moved);
  return { row: { ...row, ...observed }, attempt: attempt && { ...attempt, ...step } };
}

/** What the upstream said before the return is no answer to it. */
function isYoung({ statusCheckedAt }: InstanceRow, attempt: AttemptRow | undefined): boolean {
  // One of the future is from before the clock was put back, and may be of any age.
  if (!statusCheckedAt || Math.abs(Date.now() - statusCheckedAt.getTime()) >= FRESH) return false;
  return !attempt?.returnedAt || statusCheckedAt > attempt.returnedAt;
}

/** Undefined where the upstream cannot be asked. */
async function observe(context: Context<Caller>, row: InstanceRow): Promise<Observation | undefined> {
  try {
    return await observeInstance(context, row);
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    context.log.warn(
      { instance: row.id, problem: error.code },
      "the state of an instance could not be asked for",
    );
    return undefined;
  }
}

type Moved = { attempt: AttemptRow; step: AttemptStep };

async function store(
  context: Context<Caller>,
  row: InstanceRow,
  observed: Observation | undefined,
  moved: Moved | undefined,
): Promise<void> {
  await context.db.transaction(async (tx) => {
    const news = observed && (await storeObservation(tx, row, observed));
    const stored = moved && (await moveAttempt(tx, moved));
    // What is recorded comes last. An attempt that comes through says so itself.
    if (news && moved?.step.state !== "connected") await auditObservation(tx, context, row, observed);
    // Another tab's poll may have moved it first; then it has audited it too.
    if (!moved || !stored || isLive(moved.step.state)) return;
    const { attempt, step } = moved;
    // Whose attempt it is, whoever may have asked, and from wherever, which may be another's address. Where nobody came
    // back, all that is known is what was seen: somebody else may have consented.
    const returned = attempt.returnedAt !== null;
    const caller = returned ? holderOf(attempt) : SYSTEM;
    const by = { caller, request: { id: context.request.id, address: null } };
    await recordAudit(tx, by, {
      action: "connect.return",
      subject: row.id,
      outcome: step.state === "connected" ? "succeeded" : "failed",
      details: { attempt: attempt.id, state: step.state, returned },
    });
  });
}

/** Answers whether it was still as it was seen. */
async function moveAttempt(tx: Pick<Database, "update">, { attempt, step }: Moved): Promise<boolean> {
  const stored = await tx
    .update(connectAttempt)
    .set(step)
    .where(and(eq(connectAttempt.id, attempt.id), eq(connectAttempt.state, attempt.state)))
    .returning({ id: connectAttempt.id });
  return stored.length > 0;
}
