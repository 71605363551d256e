import type { RevealAnswer } from "@/lib/contracts/instance";
import { recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { authorize } from "../authorize";
import { findInstance } from "./find";
import { secretContext } from "./serialize";

/** The server URL in full. It is a credential, so each look at it is audited, and a viewer may not have it. */
export async function revealInstance(
  { db, actor, cipher, request }: Context,
  { id }: { id: string },
): Promise<RevealAnswer> {
  authorize(actor, "operator");
  return db.transaction(async (tx) => {
    const row = await findInstance(tx, id);
    await recordAudit(tx, {
      actor,
      request,
      action: "instance.reveal",
      subject: { type: "instance", id },
      outcome: "succeeded",
    });
    return { serverUrl: cipher.decrypt(row.serverUrl, secretContext.serverUrl(id)) };
  });
}
