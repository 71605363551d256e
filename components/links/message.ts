import type { CreateLinkAnswer } from "@/lib/contracts/link";
import { plural } from "@/lib/words/count";
import { listWords } from "@/lib/words/list";
import { absoluteWords } from "@/lib/words/time";

/** A message to send a connect link with, ready to be pasted into a mail or a chat. */
export function linkMessage({ link, url }: CreateLinkAnswer): string {
  const servers = listWords(new Set(link.items.map(({ serverName }) => serverName)));
  return [
    `Hello, please connect ${servers}, so that your AI agent can work with ${plural(link.items.length, "it", "them")}:`,
    url,
    `The page asks whether you are ${link.person}, and needs no account of ours. The link is meant for you alone and works until ${absoluteWords(new Date(link.expiresAt))}.`,
  ].join("\n\n");
}

/** The same as an address that opens a mail program. Whoever is no mail address is left for the writer to fill in. */
export function mailAddress(made: CreateLinkAnswer): string {
  const { person, userId } = made.link;
  const to = [userId, person].find((name) => /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(name)) ?? "";
  const parts = [
    ["subject", "Please connect your accounts"],
    // Mail programs know of no other end of a line.
    ["body", linkMessage(made).replaceAll("\n", "\r\n")],
  ].map(([name, text = ""]) => `${name}=${encodeURIComponent(text)}`);
  return `mailto:${encodeURIComponent(to)}?${parts.join("&")}`;
}
