import { eq } from "drizzle-orm";
import type { InstanceAnswer } from "@/lib/contracts/instance";
import { auditDoubt, recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { authorize } from "../authorize";
import { lookAtConnection } from "../connect/look";
import { findInstance } from "./find";
import { removeAtUpstream } from "./removal";
import { serializeInstance } from "./serialize";

/** Removes an instance's authorization at the upstream. The instance and its URL stay; its tools stop working. */
export async function deauthorizeInstance(context: Context, { id }: { id: string }): Promise<InstanceAnswer> {
  const { db, actor, request } = context;
  authorize(actor, "operator");
  const before = await findInstance(db, id);
  const event = { actor, action: "instance.deauthorize", subject: { type: "instance", id } } as const;
  const removal = removeAtUpstream(context, before, "disconnect");
  const { known } = await removal.catch(auditDoubt(context, event));
  const row = await db.transaction(async (tx) => {
    const status = before.status === "no-sign-in-needed" ? before.status : "revoked";
    const [updated] = await tx
      .update(instance)
      .set({ status, statusCheckedAt: new Date(), updatedAt: new Date() })
      .where(eq(instance.id, id))
      .returning();
    if (!updated) throw new PatchbayError("not-found", "The instance was deleted in the meantime.");
    await recordAudit(tx, {
      ...event,
      request,
      outcome: "succeeded",
      details: { status: { from: before.status, to: updated.status }, knownUpstream: known },
    });
    return updated;
  });
  if (known) return { instance: serializeInstance(row, context) };
  // There was no authorization, or no instance: which of them, the upstream says when it is asked.
  const { row: seen } = await lookAtConnection(context, { ...row, statusCheckedAt: null });
  return { instance: serializeInstance(seen, context) };
}
