import type { EventType, WebhookEvent } from "@/lib/contracts/event";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { countWords } from "./count";
import { UPSTREAM_LABELS } from "./labels";
import { EVENT_WORDS } from "./webhooks";

/** Characters of a subject, and of a name in a line. */
const LONGEST = 120;
/** So many lines are told; of the others, how many there are. */
const LINES = 20;

/** What an event is about, and what happened, in a sentence. */
export function noticeLine(type: string, { subject, details, instance }: WebhookEvent["data"]): string {
  const name = aboutWords(subject, { ...details, ...instance })
    .filter((part) => typeof part === "string" && part !== "")
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .slice(0, LONGEST);
  const words = EVENT_WORDS[type as EventType] ?? type;
  return name ? `${name}: ${words}` : words;
}

function aboutWords(
  { type, id }: WebhookEvent["data"]["subject"],
  { serverName, userId, person, tool, address, name }: Record<string, unknown>,
): unknown[] {
  switch (type) {
    case "server":
      return [id, tool];
    case "upstream":
      return [UPSTREAM_LABELS[id as UpstreamId] ?? id];
    case "instance":
      return [serverName, userId && `for ${String(userId)}`];
    default:
      return [person ?? userId ?? address ?? name];
  }
}

type Line = { line: string; page: string | null };

/** A mail that tells of all that waits. */
export function noticeMail(lines: readonly Line[]): { subject: string; text: string } {
  const [first] = lines;
  const subject = lines.length === 1 && first ? first.line : `Patchbay: ${countWords(lines.length, "event")}`;
  const told = lines.slice(0, LINES).map(({ line, page }) => (page ? `${line}\n${page}` : line));
  return { subject: subject.slice(0, LONGEST), text: [...told, ...rest(lines), WHY].join("\n\n") };
}

const WHY = "You chose to be told of this on the page Account.";

/** The same for an incoming webhook of Slack, or of what takes its form. */
export function noticeMessage(lines: readonly Line[]): string {
  const told = lines
    .slice(0, LINES)
    .map(({ line, page }) => (page ? `${escaped(line)} <${page}|Open>` : escaped(line)));
  return [...told, ...rest(lines)].join("\n");
}

function rest(lines: readonly Line[]): string[] {
  return lines.length > LINES ? [`And ${countWords(lines.length - LINES, "more event")}.`] : [];
}

/** Slack reads these three signs. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
