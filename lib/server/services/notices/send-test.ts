import { recordAudit } from "../../audit/record";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { findNotices } from "./find";
import { channelsOf, sendNotice } from "./send";

/** Tells oneself, by each way that one has chosen, that it works. @throws PatchbayError `invalid` where there is none */
export const sendTestNotice = verb("account.test-notices", ["member"], async (context) => {
  const { db, caller, appUrl } = context;
  const row = await findNotices(context);
  const channels = row ? channelsOf(context, row) : [];
  if (!row || channels.length === 0) {
    throw new PatchbayError("invalid", "Choose mail or an incoming webhook first, and save that.");
  }
  await recordAudit(db, context, { action: "account.test-notices", subject: caller.id });
  const lines = [{ line: "This is a test: notices reach you here.", page: `${appUrl}/account` }];
  const results = await Promise.all(
    channels.map(async (channel) => {
      const went = await sendNotice(context, { channel, email: caller.email, row }, lines);
      return { channel, sent: went.sent, reason: went.sent ? null : went.reason };
    }),
  );
  return { results };
});
