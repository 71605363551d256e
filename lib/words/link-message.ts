import type { CreateLinkAnswer, Link } from "@/lib/contracts/link";
import { plural } from "./count";
import { listWords } from "./list";
import { absoluteWords } from "./time";

type Made = Pick<CreateLinkAnswer, "link" | "url">;

/** A message to send a connect link with, ready to be pasted into a mail or a chat. */
export function linkMessage({ link, url }: Made): string {
  const servers = listWords(new Set(link.items.map(({ serverName }) => serverName)));
  return [
    `Hello, please connect ${servers}, so that your AI agent can work with ${plural(link.items.length, "it", "them")}:`,
    url,
    `The page asks whether you are ${link.person}, and needs no account of ours. The link is meant for you alone and works until ${absoluteWords(new Date(link.expiresAt))}.`,
  ].join("\n\n");
}

const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/;

/** The mail address of a link's person, where the user's id or their name is one. */
export function recipientOf({ userId, person }: Pick<Link, "userId" | "person">): string | undefined {
  return [userId, person].find((name) => ADDRESS.test(name));
}

/** The same as an address that opens a mail program. Whoever is no mail address is left for the writer to fill in. */
export function mailAddress(made: Made): string {
  const to = recipientOf(made.link) ?? "";
  const parts = [
    ["subject", "Please connect your accounts"],
    // Mail programs know of no other end of a line.
    ["body", linkMessage(made).replaceAll("\n", "\r\n")],
  ].map(([name, text = ""]) => `${name}=${encodeURIComponent(text)}`);
  return `mailto:${encodeURIComponent(to)}?${parts.join("&")}`;
}
