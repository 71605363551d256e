import { eq } from "drizzle-orm";
import type { WebhookChange } from "@/lib/contracts/webhook";
import { recordAudit } from "../../audit/record";
import { webhookEndpoint } from "../../db/schema/webhook";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { describeEndpoint, findEndpoint, requireReachable } from "./find";
import { addressOf, readEvents } from "./serialize";

/**
 * Changes where an endpoint is and what it is told, or enables or disables it. What waits for it goes to the new address.
 * @throws PatchbayError `not-found`, `invalid`
 */
export const updateWebhook = verb(
  "webhook.update",
  async (context, { id, url, events, isEnabled }: WebhookChange & { id: string }) => {
    const { db, outbound } = context;
    if (url !== undefined) requireReachable(outbound, url);
    if (url === undefined && events === undefined && isEnabled === undefined) {
      throw new PatchbayError("invalid", "Say what is to be changed.");
    }
    const changed = await db.transaction(async (tx) => {
      await findEndpoint(tx, id);
      const [row] = await tx
        .update(webhookEndpoint)
        .set({
          ...(url !== undefined && { url }),
          ...(events !== undefined && { events }),
          // Whoever enables it has seen to it: it is given its days anew.
          ...(isEnabled === true && { disabledAt: null, disabledBecause: null, failingSince: null }),
          ...(isEnabled === false && { disabledAt: new Date(), disabledBecause: "by-hand" as const }),
        })
        .where(eq(webhookEndpoint.id, id))
        .returning();
      if (!row) throw new Error("the endpoint is gone");
      const details = {
        address: addressOf(row.url),
        events: readEvents(row.events),
        ...(isEnabled !== undefined && { isEnabled }),
      };
      await recordAudit(tx, context, { action: "webhook.update", subject: id, details });
      return row;
    });
    return { webhook: await describeEndpoint(db, changed) };
  },
);
