import { and, eq } from "drizzle-orm";
import type { DeletedAnswer } from "@/lib/contracts/instance";
import { type AuditEntry, auditDoubt, recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { authorize } from "../authorize";
import { findInstance } from "./find";
import { removeAtUpstream } from "./removal";
import type { InstanceRow } from "./serialize";

/**
 * Deletes an instance at the upstream, then its record. One that the upstream does not know any more is as good as
 * deleted there, so this can be repeated until it has gone through.
 * @throws PatchbayError `conflict` where somebody created it anew meanwhile: then the record stands for another
 */
export async function deleteInstance(context: Context, { id }: { id: string }): Promise<DeletedAnswer> {
  const { db, actor, request } = context;
  authorize(actor, "operator");
  const row = await findInstance(db, id);
  const event = deletionOf(row, actor);
  const removal = removeAtUpstream(context, row, "remove");
  const { known } = await removal.catch(auditDoubt(context, event));
  await db.transaction(async (tx) => {
    const same = and(eq(instance.id, id), eq(instance.upstreamInstanceId, row.upstreamInstanceId));
    const [gone] = await tx.delete(instance).where(same).returning({ id: instance.id });
    if (gone) {
      const details = { ...event.details, knownUpstream: known };
      await recordAudit(tx, { ...event, request, outcome: "succeeded", details });
    } else if ((await tx.$count(instance, eq(instance.id, id))) > 0) {
      throw new PatchbayError(
        "conflict",
        "It was created anew while it was being deleted. What is there now is the new one; look at it again.",
        { effect: "changed" },
      );
    }
  });
  return { deleted: true, knownUpstream: known };
}

function deletionOf(row: InstanceRow, actor: Context["actor"]): Omit<AuditEntry, "request" | "outcome"> {
  const { id, serverName, userId, platformName, upstream, upstreamInstanceId: instanceId } = row;
  return {
    actor,
    action: "instance.delete",
    subject: { type: "instance", id },
    details: { serverName, userId, platformName, upstream, instanceId },
  };
}
