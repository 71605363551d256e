import { and, asc, eq } from "drizzle-orm";
import { hashToken } from "../../cipher";
import type { Context, Visitor } from "../../context";
import { instance } from "../../db/schema/instance";
import { connectLink, connectLinkItem, connectLinkVisit } from "../../db/schema/link";
import { PatchbayError } from "../../errors";
import type { InstanceRow } from "../instances/serialize";

export type LinkRow = typeof connectLink.$inferSelect;

export type FoundLink = {
  link: LinkRow;
  /** Whether this browser has said that it is the person of the link. */
  confirmed: boolean;
  /** In the order of the page. */
  rows: InstanceRow[];
};

/**
 * The link that a token opens. One that is finished opens only where it was used.
 * @throws PatchbayError `expired`, the same for links that are expired, revoked, used up or unknown; `rate-limited`
 */
export async function findOpenLink(context: Context<Visitor>, token: string): Promise<FoundLink> {
  const { db, attempts, caller, request } = context;
  const visitor = caller.secret;
  const wait = await attempts.guessingWait(request.address);
  if (wait > 0)
    throw new PatchbayError("rate-limited", "Too many links that do not exist.", { retryAfter: wait });
  const [link] = await db
    .select()
    .from(connectLink)
    .where(eq(connectLink.tokenHash, hashToken(token)));
  if (!link) {
    // A link that was one once is no guess: whoever opens it was sent it.
    await attempts.countGuess(request.address);
    throw goneLink();
  }
  const confirmed = visitor !== undefined && (await hasVisited(context, link.id, visitor));
  if (link.revokedAt || link.expiresAt <= new Date() || (link.completedAt && !confirmed)) throw goneLink();
  const items = await db
    .select({ row: instance })
    .from(connectLinkItem)
    .innerJoin(instance, eq(instance.id, connectLinkItem.instanceId))
    .where(eq(connectLinkItem.linkId, link.id))
    .orderBy(asc(connectLinkItem.position));
  return { link, confirmed, rows: items.map(({ row }) => row) };
}

/** The one answer for links that lead nowhere, whatever the reason. */
export function goneLink(): PatchbayError {
  return new PatchbayError(
    "expired",
    "This link does not work any more. Ask whoever sent it to you for a new one.",
  );
}

/**
 * A link and one instance of it, for somebody who has said that it is theirs.
 * @throws PatchbayError as `findOpenLink`, and `forbidden` before that was said
 */
export async function findLinkItem(
  context: Context<Visitor>,
  { token, item }: { token: string; item: number },
): Promise<{ found: FoundLink; row: InstanceRow }> {
  const found = await findOpenLink(context, token);
  if (!found.confirmed) {
    throw new PatchbayError("forbidden", "Say first that you are the person this link is for.");
  }
  const row = found.rows[item];
  if (!row) throw new PatchbayError("not-found", "There is no such service on this link.");
  return { found, row };
}

async function hasVisited({ db }: Context<Visitor>, linkId: string, visitor: string): Promise<boolean> {
  const [visit] = await db
    .select({ linkId: connectLinkVisit.linkId })
    .from(connectLinkVisit)
    .where(and(eq(connectLinkVisit.linkId, linkId), eq(connectLinkVisit.visitorHash, hashToken(visitor))));
  return visit !== undefined;
}
