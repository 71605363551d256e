import { and, eq, inArray } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import type { Caller, Context } from "../../context";
import { connectAttempt } from "../../db/schema/instance";
import { verb } from "../../verb";
import { findInstance } from "../instances/find";
import { readConnection } from "./read";

/** Ends the live attempt of an instance for a member, if there is one. */
export const cancelConnect = verb("connect.cancel", async (context, { id }: { id: string }) => {
  await findInstance(context.db, id);
  await endAttempt(context, id);
  return readConnection(context, { id });
});

/** Ends the live attempt of an instance, if there is one. What the provider has granted by then stays granted. */
export async function endAttempt(context: Context<Caller>, instanceId: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const [ended] = await tx
      .update(connectAttempt)
      .set({ state: "cancelled", reason: null })
      .where(
        and(
          eq(connectAttempt.instanceId, instanceId),
          inArray(connectAttempt.state, ["waiting", "confirming"]),
        ),
      )
      .returning({ id: connectAttempt.id });
    if (!ended) return;
    await recordAudit(tx, context, {
      action: "connect.cancel",
      subject: instanceId,
      details: { attempt: ended.id },
    });
  });
}
