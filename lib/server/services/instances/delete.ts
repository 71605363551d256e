import { eq } from "drizzle-orm";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { recordAudit } from "../audit/record";
import { authorize } from "../authorize";
import { findInstance } from "./find";

/**
 * Deletes an instance at the upstream, then its record. One that the upstream does not know any more is as good as
 * deleted there, so this can be repeated until it has gone through.
 */
export async function deleteInstance(
  { db, upstreams, actor, request }: Context,
  { id }: { id: string },
): Promise<{ deleted: true }> {
  authorize(actor, "operator");
  const row = await findInstance(db, id);
  await unlessUnknown(upstreams.of(row).deleteInstance(row.upstreamInstanceId));
  await db.transaction(async (tx) => {
    await tx.delete(instance).where(eq(instance.id, id));
    await recordAudit(tx, {
      actor,
      request,
      action: "instance.delete",
      subject: { type: "instance", id },
      outcome: "succeeded",
      details: {
        serverName: row.serverName,
        userId: row.userId,
        platformName: row.platformName,
        upstream: row.upstream,
        instanceId: row.upstreamInstanceId,
      },
    });
  });
  return { deleted: true };
}

/** Waits for a removal at the upstream; that there was nothing to remove is no failure. */
export async function unlessUnknown(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!(error instanceof PatchbayError) || error.code !== "upstream-not-found") throw error;
  }
}
