import type { CodeRequest, RecoveryCodes } from "@/lib/contracts/second-factor";
import { recordAudit } from "../../audit/record";
import { verb } from "../../verb";
import { withCode } from "./code";
import { makeRecoveryCodes } from "./recovery-codes";

/** Makes other recovery codes in place of one's own. @throws PatchbayError `invalid` */
export const renewRecoveryCodes = verb(
  "second-factor.renew-codes",
  ["member"],
  (context, { code }: CodeRequest): Promise<RecoveryCodes> =>
    withCode(context, "second-factor.renew-codes", code, async (tx) => {
      const recoveryCodes = await makeRecoveryCodes(tx, context.caller.id);
      await recordAudit(tx, context, { action: "second-factor.renew-codes", subject: context.caller.id });
      return { recoveryCodes };
    }),
);
