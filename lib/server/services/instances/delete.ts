import { and, eq } from "drizzle-orm";
import type { DeletedAnswer } from "@/lib/contracts/instance";
import { type AuditEntry, auditDoubt, recordAudit } from "../../audit/record";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { endEmptyCombinedUrls } from "../combined-urls/end";
import { findInstance } from "./find";
import { removeAtUpstream } from "./removal";
import type { InstanceRow } from "./serialize";

/**
 * Deletes an instance at the upstream, then its record. One that the upstream does not know any more is as good as
 * deleted there, so this can be repeated until it has gone through. Combined URLs of which it was the last go with it.
 * @throws PatchbayError `conflict` where somebody created it anew meanwhile: then the record stands for another
 */
export const deleteInstance = verb("instance.delete", async (context, { id }: { id: string }) => {
  const { db } = context;
  const row = await findInstance(db, id);
  const event = deletionOf(row);
  const removal = removeAtUpstream(context, row, "remove");
  const { known } = await removal.catch(auditDoubt(context, event));
  await db.transaction(async (tx) => {
    const same = and(eq(instance.id, id), eq(instance.upstreamInstanceId, row.upstreamInstanceId));
    const [gone] = await tx.delete(instance).where(same).returning({ id: instance.id });
    if (gone) {
      const details = { ...event.details, knownUpstream: known };
      await recordAudit(tx, context, { ...event, details });
    } else if ((await tx.$count(instance, eq(instance.id, id))) > 0) {
      throw new PatchbayError(
        "conflict",
        "It was created anew while it was being deleted. What is there now is the new one; look at it again.",
        { effect: "changed" },
      );
    }
  });
  await endEmptyCombinedUrls(context, row);
  return { deleted: true, knownUpstream: known } satisfies DeletedAnswer;
});

function deletionOf(row: InstanceRow): AuditEntry<"instance.delete"> {
  const { id, serverName, userId, platformName, upstream, upstreamInstanceId: instanceId } = row;
  return {
    action: "instance.delete",
    subject: id,
    details: { serverName, userId, platformName, upstream, instanceId },
  };
}
