import { and, eq, inArray } from "drizzle-orm";
import { LIVE_STATES } from "@/lib/contracts/terms/connect";
import { recordAudit } from "../../audit/record";
import type { Caller, Context } from "../../context";
import type { Database } from "../../db/client";
import { connectAttempt } from "../../db/schema/connect";
import { verb } from "../../verb";
import { findInstance } from "../instances/find";
import { serializeConnection } from "./read";
import { refreshConnection } from "./refresh";

/** Ends the live attempt of an instance for a member, if there is one. */
export const cancelConnect = verb("connect.cancel", async (context, { id }: { id: string }) => {
  const row = await findInstance(context.db, id);
  await endAttempt(context, id);
  return serializeConnection(await refreshConnection(context, row), context);
});

/**
 * Ends the live attempt of an instance, if there is one: for a member whosever it is, for a visitor their own. What the
 * provider has granted by then stays granted.
 */
export async function endAttempt(context: Context<Caller>, instanceId: string): Promise<void> {
  const { caller } = context;
  const own = caller.kind === "visitor" ? eq(connectAttempt.holder, caller.id) : undefined;
  await context.db.transaction(async (tx) => {
    const [ended] = await tx
      .update(connectAttempt)
      .set({ state: "cancelled", reason: null })
      .where(and(eq(connectAttempt.instanceId, instanceId), own, inArray(connectAttempt.state, LIVE_STATES)))
      .returning({ id: connectAttempt.id });
    if (!ended) return;
    await recordAudit(tx, context, {
      action: "connect.cancel",
      subject: instanceId,
      details: { attempt: ended.id },
    });
  });
}

/** Ends all that is under way by a link that has come to its own end. */
export async function endAttemptsOf(
  db: Pick<Database, "update">,
  linkId: string,
  reason: string,
): Promise<void> {
  await db
    .update(connectAttempt)
    .set({ state: "cancelled", reason })
    .where(and(eq(connectAttempt.linkId, linkId), inArray(connectAttempt.state, LIVE_STATES)));
}
