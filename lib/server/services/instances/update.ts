import { eq, inArray } from "drizzle-orm";
import type { UpdateInstanceForm } from "@/lib/contracts/instance";
import { auditDoubt, recordAudit } from "../../audit/record";
import type { Caller, Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { type AtOnce, findAtOnce, holdUnchanged, idsOf } from "./at-once";
import { deletedMeanwhile, findInstance } from "./find";
import { type InstanceRow, serializeInstance } from "./serialize";

type Update = { id: string } & UpdateInstanceForm;

/** Makes an instance read-only or writable. */
export const updateInstance = verb("instance.update", async (context, { id, isReadOnly }: Update) => {
  const row = await changeAccess(context, await findInstance(context.db, id), isReadOnly);
  return { instance: serializeInstance(row, context) };
});

/**
 * At the upstream first, then in the record, with what the upstream says. That it was asked for is kept meanwhile: where no
 * answer comes, or the process is killed before it is recorded, `settleAccess` sees to it.
 */
export async function changeAccess(
  context: Context<Caller>,
  before: InstanceRow,
  isReadOnly: boolean,
): Promise<InstanceRow> {
  const { db, upstreams } = context;
  const { id } = before;
  const event = { action: "instance.update", subject: id } as const;
  const upstream = upstreams.of(before);
  await db.update(instance).set({ accessAskedAt: new Date() }).where(eq(instance.id, id));
  const answer = await upstream
    .update(before.upstreamInstanceId, { isReadOnly })
    .catch(auditDoubt(context, { ...event, details: { isReadOnly: { asked: isReadOnly } } }))
    .catch(async (error) => {
      if (isSettled(error, before))
        await db.update(instance).set({ accessAskedAt: null }).where(eq(instance.id, id));
      throw error;
    });
  return db.transaction(async (tx) => {
    const [updated] = await tx
      .update(instance)
      .set({ isReadOnly: answer.isReadOnly, accessAskedAt: null, updatedAt: new Date() })
      .where(eq(instance.id, id))
      .returning();
    if (!updated) throw deletedMeanwhile();
    await recordAudit(tx, context, {
      ...event,
      details: { isReadOnly: { from: before.isReadOnly, to: updated.isReadOnly } },
    });
    return updated;
  });
}

/** Whether a failure leaves the access known: a refusal says nothing of what was asked for before it, without an answer. */
function isSettled(error: unknown, before: InstanceRow): boolean {
  if (!(error instanceof PatchbayError) || error.effect !== "nothing-changed") return false;
  return before.accessAskedAt === null || error.code === "upstream-not-found";
}

/**
 * The same of many as far as that goes plainly: what the upstream does not know, or somebody changed meanwhile, is left.
 * @throws PatchbayError as the upstream does
 */
export const updateInstances = verb(
  "instance.update",
  async (context, { ids, isReadOnly, settle }: AtOnce & UpdateInstanceForm) => {
    const found = await findAtOnce(context, ids);
    if (!found) return;
    const upstreamIds = found.rows.map((row) => row.upstreamInstanceId);
    const changed = await found.atOnce.setReadOnly(upstreamIds, isReadOnly);
    const known = found.rows.filter((row) => changed.has(row.upstreamInstanceId));
    await context.db.transaction(async (tx) => {
      const rows = await holdUnchanged(tx, known);
      if (rows.length === 0) return;
      await tx
        .update(instance)
        .set({ isReadOnly, updatedAt: new Date() })
        .where(inArray(instance.id, idsOf(rows)));
      await settle(tx, idsOf(rows), null);
      const events = rows.map((row) => ({
        action: "instance.update" as const,
        subject: row.id,
        details: { isReadOnly: { from: row.isReadOnly, to: isReadOnly } },
      }));
      await recordAudit(tx, context, ...events);
    });
  },
);
