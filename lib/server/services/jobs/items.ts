import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import type { CredentialFate } from "@/lib/contracts/credential-fate";
import type { InstanceStatus } from "@/lib/contracts/status";
import type { Database } from "../../db/client";
import { job, jobItem } from "../../db/schema/job";
import { task } from "../../db/schema/task";

export type ClaimedItem = { position: number; input: unknown };
type Outcome = Pick<typeof jobItem.$inferInsert, "state" | "outcome" | "reason" | "instanceId">;

/** The turn that works on a job: the owner of the lease on its task. */
export type JobTurn = { id: string; owner: string };

/** Whether the turn still has the lease, asked in the statement itself: one that slept through its lease takes nothing. */
const holdsLease = ({ id, owner }: JobTurn) =>
  sql`exists (select 1 from ${task} where ${task.kind} = 'run-job' and ${task.key} = ${id} and ${task.owner} = ${owner}::uuid)`;

/** Puts back what earlier turns took in hand and never finished: their processes are gone, or have lost the lease. */
export async function reopenItems(db: Database, turn: JobTurn): Promise<void> {
  const others = or(isNull(jobItem.claimedBy), ne(jobItem.claimedBy, turn.owner));
  await db
    .update(jobItem)
    .set({ state: "pending", claimedBy: null })
    .where(and(eq(jobItem.jobId, turn.id), eq(jobItem.state, "working"), others, holdsLease(turn)));
}

/** Takes the next items after a position in hand, in their order. */
export async function claimItems(
  db: Database,
  turn: JobTurn,
  { after, count }: { after: number; count: number },
): Promise<ClaimedItem[]> {
  const next = db.$with("next").as(
    db
      .select({ position: sql<number>`${jobItem.position}`.as("next_position") })
      .from(jobItem)
      .where(
        and(
          eq(jobItem.jobId, turn.id),
          eq(jobItem.state, "pending"),
          sql`${jobItem.position} > ${after}`,
          holdsLease(turn),
        ),
      )
      .orderBy(jobItem.position)
      .limit(count)
      .for("update", { skipLocked: true }),
  );
  const claimed = await db
    .with(next)
    .update(jobItem)
    .set({ state: "working", claimedBy: turn.owner, claimedAt: new Date() })
    .from(next)
    .where(and(eq(jobItem.jobId, turn.id), sql`${jobItem.position} = ${next.position}`))
    .returning({ position: jobItem.position, input: jobItem.input, instanceId: jobItem.instanceId });
  return claimed
    .map(({ position, input, instanceId }) => ({
      position,
      // A process of the version before stores an instance's id alone.
      input: input ?? { instanceId },
    }))
    .sort((one, other) => one.position - other.position);
}

/** Records how an item went, unless another turn has it by now, and answers whether the job is still to go on. */
export async function recordItem(
  db: Database,
  turn: JobTurn,
  position: number,
  outcome: Outcome,
): Promise<boolean> {
  const [recorded] = await db
    .update(jobItem)
    .set({ ...outcome, doneAt: new Date() })
    .where(and(eq(jobItem.jobId, turn.id), eq(jobItem.position, position), eq(jobItem.claimedBy, turn.owner)))
    .returning({
      running: sql<boolean>`(select ${job.state} = 'running' from ${job} where ${job.id} = ${turn.id})`,
    });
  return recorded?.running ?? false;
}

/** Records items that went alike, in the transaction that does them. */
export async function recordDone(
  tx: Database,
  turn: JobTurn,
  positions: readonly number[],
  outcome: InstanceStatus | null,
): Promise<void> {
  const recorded = await tx
    .update(jobItem)
    .set({ state: "done", outcome, reason: null, doneAt: new Date() })
    .where(
      and(
        eq(jobItem.jobId, turn.id),
        inArray(jobItem.position, [...positions]),
        eq(jobItem.claimedBy, turn.owner),
      ),
    )
    .returning({ position: jobItem.position });
  // Whoever has them by now does them, and what was done here is taken back.
  if (recorded.length !== positions.length)
    throw new Error("another turn has items that this one had in hand");
}

/** The positions of what this turn has in hand. */
export async function listInHand(db: Database, { id, owner }: JobTurn): Promise<Set<number>> {
  const inHand = await db
    .select({ position: jobItem.position })
    .from(jobItem)
    .where(and(eq(jobItem.jobId, id), eq(jobItem.state, "working"), eq(jobItem.claimedBy, owner)));
  return new Set(inHand.map(({ position }) => position));
}

/** Keeps what became of an item's credential, unless another turn has the item by now. */
export async function keepCredential(
  db: Database,
  turn: JobTurn,
  position: number,
  credential: CredentialFate,
): Promise<void> {
  await db
    .update(jobItem)
    .set({ credential })
    .where(
      and(eq(jobItem.jobId, turn.id), eq(jobItem.position, position), eq(jobItem.claimedBy, turn.owner)),
    );
}

/** Puts back what this turn took in hand and did not begin. */
export async function returnItems(db: Database, { id, owner }: JobTurn): Promise<void> {
  await db
    .update(jobItem)
    .set({ state: "pending", claimedBy: null })
    .where(and(eq(jobItem.jobId, id), eq(jobItem.state, "working"), eq(jobItem.claimedBy, owner)));
}
