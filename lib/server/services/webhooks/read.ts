import { desc, eq, inArray } from "drizzle-orm";
import type { Database } from "../../db/client";
import { webhookAttempt, webhookDelivery } from "../../db/schema/webhook";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { describeEndpoint, findEndpoint } from "./find";
import { type DeliveryRow, serializeDelivery } from "./serialize";

/** So many of its deliveries are told, the latest. */
const TOLD = 50;

/** An endpoint with its latest deliveries, and each attempt at them. @throws PatchbayError `not-found` */
export const readWebhook = verb("webhook.read", async ({ db }, { id }: { id: string }) => {
  const row = await findEndpoint(db, id);
  const rows = await db
    .select()
    .from(webhookDelivery)
    .where(eq(webhookDelivery.endpointId, id))
    .orderBy(desc(webhookDelivery.createdAt))
    .limit(TOLD);
  return { webhook: await describeEndpoint(db, row), deliveries: await withAttempts(db, rows) };
});

export async function withAttempts(db: Database, rows: readonly DeliveryRow[]) {
  if (rows.length === 0) return [];
  const attempts = await db
    .select()
    .from(webhookAttempt)
    .where(
      inArray(
        webhookAttempt.deliveryId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(desc(webhookAttempt.at), desc(webhookAttempt.id));
  const of = (id: string) => attempts.filter(({ deliveryId }) => deliveryId === id);
  return rows.map((row) => serializeDelivery(row, of(row.id)));
}

/** One delivery as it is now. @throws PatchbayError `not-found` */
export async function readDelivery(db: Database, id: string) {
  const [delivery] = await withAttempts(
    db,
    await db.select().from(webhookDelivery).where(eq(webhookDelivery.id, id)),
  );
  if (!delivery) throw new PatchbayError("not-found", "There is no such delivery.");
  return { delivery };
}
