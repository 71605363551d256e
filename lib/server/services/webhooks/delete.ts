import { eq } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { webhookEndpoint } from "../../db/schema/webhook";
import { verb } from "../../verb";
import { findEndpoint } from "./find";
import { addressOf, readEvents } from "./serialize";

/** Deletes an endpoint, with its deliveries and what waits for it. @throws PatchbayError `not-found` */
export const deleteWebhook = verb("webhook.delete", async (context, { id }: { id: string }) =>
  context.db.transaction(async (tx) => {
    const row = await findEndpoint(tx, id);
    await tx.delete(webhookEndpoint).where(eq(webhookEndpoint.id, id));
    const details = { address: addressOf(row.url), events: readEvents(row.events) };
    await recordAudit(tx, context, { action: "webhook.delete", subject: id, details });
    return { deleted: true } as const;
  }),
);
