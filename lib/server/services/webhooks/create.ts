import { randomUUID } from "node:crypto";
import { WEBHOOKS_AT_MOST, type WebhookForm } from "@/lib/contracts/webhook";
import { recordAudit } from "../../audit/record";
import { webhookEndpoint } from "../../db/schema/webhook";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { requireReachable } from "./find";
import { makeSecret, secretContext } from "./secrets";
import { addressOf, serializeWebhook } from "./serialize";

/** Adds an endpoint, and answers the secret that signs for it, this once. @throws PatchbayError */
export const createWebhook = verb("webhook.create", async (context, { url, events }: WebhookForm) => {
  const { db, cipher, caller, outbound } = context;
  requireReachable(outbound, url);
  const [id, secret] = [randomUUID(), makeSecret()];
  return db.transaction(async (tx) => {
    if ((await tx.$count(webhookEndpoint)) >= WEBHOOKS_AT_MOST) {
      throw new PatchbayError(
        "conflict",
        `There are ${WEBHOOKS_AT_MOST} webhooks already. Delete one first.`,
      );
    }
    const sealed = cipher.encrypt(secret, secretContext(id));
    const [row] = await tx
      .insert(webhookEndpoint)
      .values({ id, url, events, secret: sealed, createdBy: caller.id, createdByName: caller.name })
      .returning();
    if (!row) throw new Error("the endpoint was not kept");
    const details = { address: addressOf(url), events };
    await recordAudit(tx, context, { action: "webhook.create", subject: id, details });
    return { webhook: serializeWebhook(row, { waiting: 0, latest: null }), secret };
  });
});
