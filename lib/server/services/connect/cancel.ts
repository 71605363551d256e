import { and, eq, inArray } from "drizzle-orm";
import type { Connection } from "@/lib/contracts/connect";
import { recordAudit } from "../../audit/record";
import type { Context, PublicContext } from "../../context";
import { connectAttempt } from "../../db/schema/instance";
import { authorize } from "../authorize";
import { findInstance } from "../instances/find";
import type { Holder } from "./begin";
import { readConnection } from "./read";

/** Ends the live attempt of an instance for a member, if there is one. */
export async function cancelConnect(context: Context, { id }: { id: string }): Promise<Connection> {
  authorize(context.actor, "operator");
  await findInstance(context.db, id);
  await endAttempt(context, id, context.actor);
  return readConnection(context, { id });
}

/** Ends the live attempt of an instance, if there is one. What the provider has granted by then stays granted. */
export async function endAttempt(
  { db, request }: PublicContext,
  instanceId: string,
  holder: Holder,
): Promise<void> {
  await db.transaction(async (tx) => {
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
    await recordAudit(tx, {
      actor: holder,
      request,
      action: "connect.cancel",
      subject: { type: "instance", id: instanceId },
      outcome: "succeeded",
      details: { attempt: ended.id },
    });
  });
}
