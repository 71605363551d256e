import { eq } from "drizzle-orm";
import { auditDoubt, recordAudit } from "../../audit/record";
import { instance } from "../../db/schema/instance";
import { verb } from "../../verb";
import { refreshConnection } from "../connect/refresh";
import { readFate } from "./credential-fate";
import { deletedMeanwhile, findInstance } from "./find";
import { removeAtUpstream } from "./removal";
import { serializeInstance } from "./serialize";

/**
 * Removes an instance's authorization at the upstream. The instance and its URL stay; its tools stop working. Answers too what
 * is really dead of its credential.
 */
export const deauthorizeInstance = verb("instance.deauthorize", async (context, { id }: { id: string }) => {
  const { db } = context;
  const began = new Date().toISOString();
  const before = await findInstance(db, id);
  const event = { action: "instance.deauthorize", subject: id } as const;
  const removal = removeAtUpstream(context, before, "disconnect");
  const { known } = await removal.catch(auditDoubt(context, event));
  const row = await db.transaction(async (tx) => {
    const status = before.status === "no-sign-in-needed" ? before.status : "revoked";
    const [updated] = await tx
      .update(instance)
      .set({ status, statusCheckedAt: new Date(), updatedAt: new Date() })
      .where(eq(instance.id, id))
      .returning();
    if (!updated) throw deletedMeanwhile();
    await recordAudit(tx, context, {
      ...event,
      details: { status: { from: before.status, to: updated.status }, knownUpstream: known },
    });
    return updated;
  });
  const credential = await readFate(context, before, began);
  if (known) return { instance: serializeInstance(row, context), credential };
  // There was no authorization, or no instance: which of them, the upstream says when it is asked.
  const { row: seen } = await refreshConnection(context, row, { anew: true });
  return { instance: serializeInstance(seen, context), credential };
});
