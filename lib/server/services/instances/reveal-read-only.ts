import { recordAudit } from "../../audit/record";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { controlsOf } from "./controls";
import { findInstance } from "./find";

/**
 * The read-only address of an instance: a second key of the same instance, by which tools are listed and called that
 * only read. A credential like the server URL, so each look at it is audited. @throws PatchbayError
 */
export const revealReadOnly = verb("instance.reveal", async (context, { id }: { id: string }) => {
  const { db, upstreams } = context;
  const row = await findInstance(db, id);
  const serverUrl = await controlsOf(upstreams, row).readOnlyUrl(row.upstreamInstanceId);
  if (serverUrl === undefined) {
    throw new PatchbayError("upstream-not-found", "The engine does not know this instance any more.");
  }
  await recordAudit(db, context, { action: "instance.reveal", subject: id, details: { readOnly: true } });
  return { serverUrl };
});
