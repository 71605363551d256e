import type { NoticeChannel } from "@/lib/contracts/notice";
import { noticeMail, noticeMessage } from "@/lib/words/notices";
import type { Context } from "../../context";
import { EgressError } from "../../egress/egress-error";
import type { Mailed } from "../../mail/mailer";
import { type NoticesRow, slackContext } from "./find";

type Needs = Pick<Context, "cipher" | "outbound" | "mailer" | "log">;
export type Line = { line: string; page: string | null };

const LIMITS = { headers: 10_000, whole: 15_000, bytes: 16 * 1024 };

/** The ways that a member chose and this console has. */
export function channelsOf({ mailer }: Needs, { byMail, slackUrl }: NoticesRow): NoticeChannel[] {
  return [...(byMail && mailer ? ["mail" as const] : []), ...(slackUrl ? ["slack" as const] : [])];
}

/** Tells a member of what happened, all of it at once, by one way. Never throws: what was not taken is told. */
export async function sendNotice(
  context: Needs,
  { channel, email, row }: { channel: NoticeChannel; email: string; row: NoticesRow },
  lines: readonly Line[],
): Promise<Mailed> {
  if (channel === "mail") {
    if (!context.mailer) return { sent: false, reason: "This console sends no mail any more." };
    return context.mailer.send({ to: email, ...noticeMail(lines) });
  }
  return sendToSlack(context, row, noticeMessage(lines));
}

async function sendToSlack(
  { cipher, outbound, log }: Needs,
  { memberId, slackUrl }: NoticesRow,
  text: string,
): Promise<Mailed> {
  if (!slackUrl) return { sent: false, reason: "There is no incoming webhook any more." };
  try {
    const response = await outbound.fetch(cipher.decrypt(slackUrl, slackContext(memberId)), {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Patchbay" },
      body: JSON.stringify({ text }),
      redirect: "manual",
      limits: LIMITS,
    });
    await response.body?.cancel();
    if (response.ok) return { sent: true };
    return { sent: false, reason: `The incoming webhook answered ${response.status}.` };
  } catch (error) {
    if (error instanceof EgressError) return { sent: false, reason: error.message };
    log.error({ err: error }, "a notice could not be sent");
    return { sent: false, reason: "It could not be sent. The log says more." };
  }
}
