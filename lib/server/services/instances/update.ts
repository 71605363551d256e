import { eq } from "drizzle-orm";
import type { UpdateInstanceForm } from "@/lib/contracts/instance";
import { auditDoubt, recordAudit } from "../../audit/record";
import { instance } from "../../db/schema/instance";
import { verb } from "../../verb";
import { deletedMeanwhile, findInstance } from "./find";
import { serializeInstance } from "./serialize";

type Update = { id: string } & UpdateInstanceForm;

/** Makes an instance read-only or writable: at the upstream first, then in the record, with what the upstream says. */
export const updateInstance = verb("instance.update", async (context, input: Update) => {
  const { id, isReadOnly } = input;
  const { db, upstreams } = context;
  const before = await findInstance(db, id);
  const event = { action: "instance.update", subject: id } as const;
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
    if (!updated) throw deletedMeanwhile();
    await recordAudit(tx, context, {
      ...event,
      details: { isReadOnly: { from: before.isReadOnly, to: updated.isReadOnly } },
    });
    return updated;
  });
  return { instance: serializeInstance(row, context) };
});
