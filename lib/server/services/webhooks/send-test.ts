import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { TEST_EVENT, type WebhookEvent } from "@/lib/contracts/event";
import { recordAudit } from "../../audit/record";
import { webhookDelivery } from "../../db/schema/webhook";
import { verb } from "../../verb";
import { attemptDelivery } from "./attempt";
import { findEndpoint } from "./find";
import { readDelivery } from "./read";
import { HELD } from "./redeliver";
import { addressOf } from "./serialize";

/** Sends an event that says nothing but that it is a test, and answers what came of it. @throws PatchbayError `not-found` */
export const sendTestEvent = verb("webhook.test", async (context, { id }: { id: string }) => {
  const { db, caller } = context;
  const messageId = randomUUID();
  const event: WebhookEvent = {
    type: TEST_EVENT,
    timestamp: new Date().toISOString(),
    data: {
      id: messageId,
      subject: { type: "webhook", id },
      actor: { kind: caller.kind, id: caller.id, name: caller.name },
      details: {},
    },
  };
  const { endpoint, row } = await db.transaction(async (tx) => {
    const found = await findEndpoint(tx, id);
    const [made] = await tx
      .insert(webhookDelivery)
      .values({
        ...{ endpointId: id, messageId, type: TEST_EVENT, payload: JSON.stringify(event) },
        nextAt: sql`now() + make_interval(secs => ${HELD}::double precision)`,
      })
      .returning();
    if (!made) throw new Error("the delivery was not kept");
    const details = { address: addressOf(found.url) };
    await recordAudit(tx, context, { action: "webhook.test", subject: id, details });
    return { endpoint: found, row: made };
  });
  await attemptDelivery(context, endpoint, row, { byHand: true });
  return readDelivery(db, row.id);
});
