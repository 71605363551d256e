import { and, eq, inArray } from "drizzle-orm";
import type { DeletedAnswer } from "@/lib/contracts/instance";
import { type AuditEntry, auditDoubt, recordAudit } from "../../audit/record";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { endEmptyCombinedUrls } from "../combined-urls/end";
import { type AtOnce, findAtOnce, holdUnchanged, idsOf } from "./at-once";
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
  await endEmptyCombinedUrls(context, { upstream: row.upstream, userIds: [row.userId] });
  return { deleted: true, knownUpstream: known } satisfies DeletedAnswer;
});

/**
 * Deletes many as far as that goes plainly: what the upstream does not know, or somebody changed meanwhile, is left.
 * @throws PatchbayError as the upstream does
 */
export const deleteInstances = verb("instance.delete", async (context, { ids, settle }: AtOnce) => {
  const found = await findAtOnce(context, ids);
  if (!found) return;
  const removed = await found.atOnce.remove(
    found.rows.filter(({ missingSince }) => missingSince === null).map((row) => row.upstreamInstanceId),
  );
  const known = found.rows.filter((row) => removed.has(row.upstreamInstanceId));
  const gone = await context.db.transaction(async (tx) => {
    const rows = await holdUnchanged(tx, known);
    if (rows.length === 0) return rows;
    await tx.delete(instance).where(inArray(instance.id, idsOf(rows)));
    await settle(tx, idsOf(rows), null);
    const deletions = rows.map((row) => {
      const { details, ...event } = deletionOf(row);
      return { ...event, details: { ...details, knownUpstream: true } };
    });
    await recordAudit(tx, context, ...deletions);
    return rows;
  });
  const users = new Set(gone.map(({ userId }) => userId));
  const [first] = gone;
  if (first) await endEmptyCombinedUrls(context, { upstream: first.upstream, userIds: [...users] });
});

type Deleted = Pick<
  InstanceRow,
  "id" | "serverName" | "userId" | "platformName" | "upstream" | "upstreamInstanceId"
>;

function deletionOf(row: Deleted): AuditEntry<"instance.delete"> {
  const { id, serverName, userId, platformName, upstream, upstreamInstanceId: instanceId } = row;
  return {
    action: "instance.delete",
    subject: id,
    details: { serverName, userId, platformName, upstream, instanceId },
  };
}
