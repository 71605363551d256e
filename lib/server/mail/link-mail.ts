import type { CreateLinkAnswer } from "@/lib/contracts/link";
import { linkMessage, recipientOf } from "@/lib/words/link-message";
import type { Mail } from "./mailer";

/** The mail with which a link goes to its person; undefined where no address of theirs is known. */
export function linkMail(
  { link, url }: Pick<CreateLinkAnswer, "link" | "url">,
  { organisation, reminds }: { organisation: string; reminds: boolean },
): Mail | undefined {
  const to = recipientOf(link);
  if (to === undefined) return undefined;
  const subject = reminds
    ? `Reminder from ${organisation}: please connect your accounts`
    : `${organisation} asks you to connect your accounts`;
  const replaced = "It takes the place of the link that you were sent before, which works no more.";
  const text = [linkMessage({ link, url }), ...(reminds ? [replaced] : [])].join("\n\n");
  return { to, subject: subject.replaceAll(/\s+/g, " "), text };
}
