import { and, eq, inArray } from "drizzle-orm";
import type { Connection } from "@/lib/contracts/connect";
import type { Context } from "../../context";
import { connectAttempt } from "../../db/schema/instance";
import { recordAudit } from "../audit/record";
import { authorize } from "../authorize";
import { findInstance } from "../instances/find";
import { readConnection } from "./read";

/** Ends the live attempt of an instance, if there is one. What the provider has granted by then stays granted. */
export async function cancelConnect(context: Context, { id }: { id: string }): Promise<Connection> {
  const { db, actor, request } = context;
  authorize(actor, "operator");
  await findInstance(db, id);
  await db.transaction(async (tx) => {
    const [cancelled] = await tx
      .update(connectAttempt)
      .set({ state: "cancelled", reason: null })
      .where(and(eq(connectAttempt.instanceId, id), inArray(connectAttempt.state, ["waiting", "confirming"])))
      .returning({ id: connectAttempt.id });
    if (!cancelled) return;
    await recordAudit(tx, {
      actor,
      request,
      action: "connect.cancel",
      subject: { type: "instance", id },
      outcome: "succeeded",
      details: { attempt: cancelled.id },
    });
  });
  return readConnection(context, { id });
}
