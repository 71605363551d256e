import { eq } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { webhookEndpoint } from "../../db/schema/webhook";
import { verb } from "../../verb";
import { describeEndpoint, findEndpoint } from "./find";
import { makeSecret, openSecrets, previousSecretContext, secretContext } from "./secrets";
import { addressOf } from "./serialize";

/** How long the secret of before signs beside the new one, in milliseconds. */
const BOTH = 24 * 60 * 60 * 1000;

/** Gives an endpoint another secret, and answers it, this once. For a day, both sign. @throws PatchbayError `not-found` */
export const rotateWebhookSecret = verb("webhook.rotate-secret", async (context, { id }: { id: string }) => {
  const { db, cipher } = context;
  const secret = makeSecret();
  const changed = await db.transaction(async (tx) => {
    const before = await findEndpoint(tx, id);
    const [previous = ""] = openSecrets(context, before);
    const [row] = await tx
      .update(webhookEndpoint)
      .set({
        secret: cipher.encrypt(secret, secretContext(id)),
        previousSecret: cipher.encrypt(previous, previousSecretContext(id)),
        previousUntil: new Date(Date.now() + BOTH),
      })
      .where(eq(webhookEndpoint.id, id))
      .returning();
    if (!row) throw new Error("the endpoint is gone");
    const details = { address: addressOf(row.url) };
    await recordAudit(tx, context, { action: "webhook.rotate-secret", subject: id, details });
    return row;
  });
  return { webhook: await describeEndpoint(db, changed), secret };
});
