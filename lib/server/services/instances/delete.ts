import { and, eq } from "drizzle-orm";
import type { StatusResponse } from "@/lib/contracts/klavis";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { type AuditEntry, auditDoubt, recordAudit } from "../audit/record";
import { authorize } from "../authorize";
import { findInstance } from "./find";
import type { InstanceRow } from "./serialize";

/**
 * Deletes an instance at the upstream, then its record. One that the upstream does not know any more is as good as
 * deleted there, so this can be repeated until it has gone through.
 * @throws PatchbayError `conflict` where somebody created it anew meanwhile: then the record stands for another
 */
export async function deleteInstance(context: Context, { id }: { id: string }): Promise<{ deleted: true }> {
  const { db, upstreams, actor, request } = context;
  authorize(actor, "operator");
  const row = await findInstance(db, id);
  const event = deletionOf(row, actor);
  const removal = upstreams.of(row).deleteInstance(row.upstreamInstanceId);
  const { known } = await unlessUnknown(removal).catch(auditDoubt(context, event));
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
  return { deleted: true };
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

/**
 * Waits for a removal at the upstream. That there was nothing to remove is no failure, but not known is not removed:
 * another account's key sees none of them.
 * @throws PatchbayError `upstream-rejected` where the upstream answers that it did not do it
 */
export async function unlessUnknown(removal: Promise<StatusResponse>): Promise<{ known: boolean }> {
  try {
    const { success } = await removal;
    if (success) return { known: true };
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "upstream-not-found") return { known: false };
    throw error;
  }
  throw new PatchbayError("upstream-rejected", "The upstream answered that it did not do it.", {
    effect: "nothing-changed",
  });
}
