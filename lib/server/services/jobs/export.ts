import { keepKey } from "../../audit/heads";
import { signReceipt } from "../../audit/receipt";
import { recordAudit } from "../../audit/record";
import { verb } from "../../verb";
import { readReceipt } from "./read";

/** A receipt, signed, as a file that proves itself. @throws PatchbayError `not-found` */
export const exportReceipt = verb("job.export", async (context, { id }: { id: string }) => {
  const { db, appUrl, audit } = context;
  const receipt = await readReceipt(context, { id });
  await keepKey(db, audit.signer);
  await recordAudit(db, context, { action: "job.export", subject: id });
  return signReceipt(audit.signer, {
    ...receipt,
    console: appUrl,
    exportedAt: new Date().toISOString(),
  });
});
