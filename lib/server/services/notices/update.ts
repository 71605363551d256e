import type { NoticesForm } from "@/lib/contracts/notice";
import { recordAudit } from "../../audit/record";
import { memberNotices } from "../../db/schema/notice";
import { EgressError } from "../../egress/egress-error";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { describeNotices, slackContext } from "./find";

/** Chooses what one is told of, and how. @throws PatchbayError `invalid` */
export const updateNotices = verb(
  "account.update-notices",
  ["member"],
  async (context, { events, byMail, slackUrl }: NoticesForm) => {
    const { db, cipher, caller, mailer, outbound } = context;
    if (byMail && !mailer) throw onField("byMail", "This console sends no mail: SMTP_URL is not set.");
    if (slackUrl) {
      try {
        outbound.check(slackUrl);
      } catch (error) {
        throw error instanceof EgressError ? onField("slackUrl", error.message) : error;
      }
    }
    const slack =
      slackUrl === undefined
        ? {}
        : {
            slackUrl: slackUrl && cipher.encrypt(slackUrl, slackContext(caller.id)),
            slackHost: slackUrl && new URL(slackUrl).host,
          };
    const row = await db.transaction(async (tx) => {
      const values = { events, byMail, ...slack, updatedAt: new Date() };
      const [kept] = await tx
        .insert(memberNotices)
        .values({ memberId: caller.id, ...values })
        .onConflictDoUpdate({ target: memberNotices.memberId, set: values })
        .returning();
      const change = slackUrl === undefined ? "kept" : slackUrl === null ? "removed" : "changed";
      const details = { events, byMail, slack: change } as const;
      await recordAudit(tx, context, { action: "account.update-notices", subject: caller.id, details });
      return kept;
    });
    return { notices: await describeNotices(context, row) };
  },
);

function onField(field: string, message: string): PatchbayError {
  return new PatchbayError("invalid", message, { fields: { [field]: [message] } });
}
