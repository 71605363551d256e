import { and, eq, sql } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { webhookDelivery } from "../../db/schema/webhook";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { attemptDelivery } from "./attempt";
import { findEndpoint } from "./find";
import { readDelivery } from "./read";
import { addressOf } from "./serialize";

/** Whoever runs the tasks does not send at the same time what is sent by hand, for so many seconds. */
export const HELD = 60;

/**
 * Sends a delivery once more, at once, and answers what came of it. Where it fails it is on its way again, with all of
 * its attempts.
 * @throws PatchbayError `not-found`
 */
export const redeliverWebhook = verb(
  "webhook.redeliver",
  async (context, { id, delivery }: { id: string; delivery: string }) => {
    const { db } = context;
    const { endpoint, row } = await db.transaction(async (tx) => {
      const found = await findEndpoint(tx, id);
      const [again] = await tx
        .update(webhookDelivery)
        .set({
          state: "pending",
          failures: 0,
          nextAt: sql`now() + make_interval(secs => ${HELD}::double precision)`,
        })
        .where(and(eq(webhookDelivery.id, delivery), eq(webhookDelivery.endpointId, id)))
        .returning();
      if (!again) throw new PatchbayError("not-found", "There is no such delivery any more.");
      const details = { address: addressOf(found.url), delivery, type: again.type };
      await recordAudit(tx, context, { action: "webhook.redeliver", subject: id, details });
      return { endpoint: found, row: again };
    });
    await attemptDelivery(context, endpoint, row, { byHand: true });
    return readDelivery(db, delivery);
  },
);
