import { desc } from "drizzle-orm";
import { WEBHOOKS_AT_MOST } from "@/lib/contracts/webhook";
import { webhookEndpoint } from "../../db/schema/webhook";
import { verb } from "../../verb";
import { describeEndpoint } from "./find";

/** All endpoints, the latest first. */
export const listWebhooks = verb("webhook.list", async ({ db }) => {
  const rows = await db
    .select()
    .from(webhookEndpoint)
    .orderBy(desc(webhookEndpoint.createdAt))
    .limit(WEBHOOKS_AT_MOST);
  return { webhooks: await Promise.all(rows.map((row) => describeEndpoint(db, row))) };
});
