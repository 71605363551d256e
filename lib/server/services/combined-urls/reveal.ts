import { recordAudit } from "../../audit/record";
import { verb } from "../../verb";
import { asServedNow, unseal } from "../instances/secrets";
import { findCombinedUrl, sealedAs } from "./find";
import { detailsOf } from "./serialize";

/** The URL in full. It is a credential, so each look at it is audited. @throws PatchbayError `not-found` */
export const revealCombinedUrl = verb("combined-url.reveal", (context, { id }: { id: string }) =>
  context.db.transaction(async (tx) => {
    const row = await findCombinedUrl(tx, id);
    const { cipher, appUrl } = context;
    const serverUrl = asServedNow(appUrl, row.upstream, unseal(cipher, row.serverUrl, sealedAs(id)));
    const event = { action: "combined-url.reveal", subject: row.userId } as const;
    await recordAudit(tx, context, { ...event, details: detailsOf(row) });
    return { serverUrl };
  }),
);
