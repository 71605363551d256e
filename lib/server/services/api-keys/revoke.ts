import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { apiKey } from "../../db/schema/api-key";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { serializeApiKey } from "./serialize";

/** Ends a key at once. What was made with it stays, and so does its record. Repeating it changes nothing. */
export const revokeApiKey = verb("api-key.revoke", ["member"], async (context, { id }: { id: string }) => {
  const row = await context.db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiKey)
      .set({ revokedAt: new Date() })
      .where(and(eq(apiKey.id, id), isNull(apiKey.revokedAt)))
      .returning();
    if (revoked) {
      await recordAudit(tx, context, {
        action: "api-key.revoke",
        subject: id,
        details: { name: revoked.name },
      });
      return revoked;
    }
    const [known] = await tx.select().from(apiKey).where(eq(apiKey.id, id));
    if (!known) throw new PatchbayError("not-found", "There is no such API key.");
    return known;
  });
  // Whether its maker is still there makes no difference to what is revoked.
  return { key: serializeApiKey(row, true) };
});
