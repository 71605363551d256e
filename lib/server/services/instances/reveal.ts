import { eq } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { instance } from "../../db/schema/instance";
import { verb } from "../../verb";
import { findInstance } from "./find";
import { openServerUrl, originOf } from "./secrets";

/**
 * The server URL in full. It is a credential, so each look at it is audited, and a viewer may not have it. A row of an
 * older version learns from it where its URL leads.
 */
export const revealInstance = verb("instance.reveal", async (context, input: { id: string }) => {
  const { db } = context;
  const { id } = input;
  return db.transaction(async (tx) => {
    const row = await findInstance(tx, id);
    await recordAudit(tx, context, { action: "instance.reveal", subject: id });
    const serverUrl = openServerUrl(context, row);
    if (row.serverOrigin === null && row.upstream !== "embedded") {
      const serverOrigin = originOf(row.upstream, serverUrl);
      await tx.update(instance).set({ serverOrigin }).where(eq(instance.id, id));
    }
    return { serverUrl };
  });
});
