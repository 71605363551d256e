import { recordAudit } from "../../audit/record";
import { verb } from "../../verb";
import { findInstance } from "./find";
import { secretContext } from "./serialize";

/** The server URL in full. It is a credential, so each look at it is audited, and a viewer may not have it. */
export const revealInstance = verb("instance.reveal", async (context, input: { id: string }) => {
  const { db, cipher } = context;
  const { id } = input;
  return db.transaction(async (tx) => {
    const row = await findInstance(tx, id);
    await recordAudit(tx, context, { action: "instance.reveal", subject: id });
    return { serverUrl: cipher.decrypt(row.serverUrl, secretContext.serverUrl(id)) };
  });
});
