import { eq } from "drizzle-orm";
import type { InstanceAnswer, UpdateInstanceForm } from "@/lib/contracts/instance";
import { auditDoubt, recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { authorize } from "../authorize";
import { findInstance } from "./find";
import { serializeInstance } from "./serialize";

/** Makes an instance read-only or writable: at the upstream first, then in the record, with what the upstream says. */
export async function updateInstance(
  context: Context,
  { id, isReadOnly }: { id: string } & UpdateInstanceForm,
): Promise<InstanceAnswer> {
  const { db, upstreams, actor, request } = context;
  authorize(actor, "operator");
  const before = await findInstance(db, id);
  const event = { actor, action: "instance.update", subject: { type: "instance", id } } as const;
  const answer = await upstreams
    .of(before)
    .update(before.upstreamInstanceId, { isReadOnly })
    .catch(auditDoubt(context, { ...event, details: { isReadOnly: { asked: isReadOnly } } }));
  const row = await db.transaction(async (tx) => {
    const [updated] = await tx
      .update(instance)
      .set({ isReadOnly: answer.isReadOnly, updatedAt: new Date() })
      .where(eq(instance.id, id))
      .returning();
    if (!updated) throw new PatchbayError("not-found", "The instance was deleted in the meantime.");
    await recordAudit(tx, {
      ...event,
      request,
      outcome: "succeeded",
      details: { isReadOnly: { from: before.isReadOnly, to: updated.isReadOnly } },
    });
    return updated;
  });
  return { instance: serializeInstance(row, context) };
}
