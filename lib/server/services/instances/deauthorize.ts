import { eq } from "drizzle-orm";
import type { InstanceAnswer } from "@/lib/contracts/instance";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { recordAudit } from "../audit/record";
import { authorize } from "../authorize";
import { unlessUnknown } from "./delete";
import { findInstance } from "./find";
import { serializeInstance } from "./serialize";

/** Removes an instance's authorization at the upstream. The instance and its URL stay; its tools stop working. */
export async function deauthorizeInstance(
  { db, upstreams, cipher, actor, request }: Context,
  { id }: { id: string },
): Promise<InstanceAnswer> {
  authorize(actor, "operator");
  const before = await findInstance(db, id);
  await unlessUnknown(upstreams.of(before).deleteAuth(before.upstreamInstanceId));
  const row = await db.transaction(async (tx) => {
    const status = before.status === "no-sign-in-needed" ? before.status : "revoked";
    const [updated] = await tx
      .update(instance)
      .set({ status, statusCheckedAt: new Date(), updatedAt: new Date() })
      .where(eq(instance.id, id))
      .returning();
    if (!updated) throw new PatchbayError("not-found", "The instance was deleted in the meantime.");
    await recordAudit(tx, {
      actor,
      request,
      action: "instance.deauthorize",
      subject: { type: "instance", id },
      outcome: "succeeded",
      details: { status: { from: before.status, to: updated.status } },
    });
    return updated;
  });
  return { instance: serializeInstance(row, cipher) };
}
