import { and, asc, eq, inArray } from "drizzle-orm";
import { isDone } from "@/lib/contracts/terms/status";
import { hashToken } from "../../cipher";
import type { Context, Visitor } from "../../context";
import { connectAttempt } from "../../db/schema/connect";
import { instance } from "../../db/schema/instance";
import { connectLink, connectLinkItem, connectLinkVisit } from "../../db/schema/link";
import { PatchbayError } from "../../errors";
import type { InstanceRow } from "../instances/serialize";
import { type LinkLimit, limitGuesses, limitVisitor } from "./limit";

export type LinkRow = typeof connectLink.$inferSelect;

export type FoundLink = {
  link: LinkRow;
  /** Whether this browser has said that it is the person of the link. */
  confirmed: boolean;
  /** In the order of the page. */
  rows: InstanceRow[];
};

/**
 * The link that a token opens, for one of the things that can be done with it. On one that is finished nothing can be
 * done any more, and it is shown only in a browser that connected one of its accounts.
 * @throws PatchbayError `expired`, the same for links that are expired, revoked, finished or unknown; `rate-limited`
 */
export async function findOpenLink(
  context: Context<Visitor>,
  token: string,
  limit: LinkLimit,
): Promise<FoundLink> {
  const { db, caller } = context;
  const [link] = await db
    .select()
    .from(connectLink)
    .where(eq(connectLink.tokenHash, hashToken(token)));
  if (!link) {
    // A link that was one once is no guess: whoever opens it was sent it.
    await limitGuesses(context);
    throw goneLink();
  }
  if (link.revokedAt || link.expiresAt <= new Date()) throw goneLink();
  await limitVisitor(context, limit, link.id);
  const items = await db
    .select({ row: instance })
    .from(connectLinkItem)
    .innerJoin(instance, eq(instance.id, connectLinkItem.instanceId))
    .where(eq(connectLinkItem.linkId, link.id))
    .orderBy(asc(connectLinkItem.position));
  const rows = items.map(({ row }) => row);
  const visit = caller.secret === undefined ? undefined : await visitOf(context, link.id);
  const found = { link, confirmed: visit !== undefined, rows };
  const finished = link.completedAt !== null || rows.every(isDone);
  if (finished && (limit !== "link-look" || !(await mayLookBack(context, found)))) throw goneLink();
  return found;
}

/** Whether one of the link's accounts was connected in this browser, which may then see how it ended. */
export async function mayLookBack(
  context: Context<Visitor>,
  { link, rows }: Pick<FoundLink, "link" | "rows">,
): Promise<boolean> {
  const { db, caller } = context;
  const visit = caller.secret === undefined ? undefined : await visitOf(context, link.id);
  if (!visit || rows.length === 0) return false;
  if (visit.keyedAt) return true;
  const [attempt] = await db
    .select({ id: connectAttempt.id })
    .from(connectAttempt)
    .where(
      and(
        inArray(
          connectAttempt.instanceId,
          rows.map(({ id }) => id),
        ),
        eq(connectAttempt.holder, caller.id),
        eq(connectAttempt.state, "connected"),
      ),
    )
    .limit(1);
  return attempt !== undefined;
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
  limit: LinkLimit,
): Promise<{ found: FoundLink; row: InstanceRow }> {
  const found = await findOpenLink(context, token, limit);
  if (!found.confirmed) {
    throw new PatchbayError("forbidden", "Say first that you are the person this link is for.");
  }
  const row = found.rows[item];
  if (!row) throw new PatchbayError("not-found", "There is no such service on this link.");
  return { found, row };
}

async function visitOf({ db, caller }: Context<Visitor>, linkId: string) {
  const [visit] = await db
    .select()
    .from(connectLinkVisit)
    .where(
      and(
        eq(connectLinkVisit.linkId, linkId),
        eq(connectLinkVisit.visitorHash, hashToken(caller.secret ?? "")),
      ),
    );
  return visit;
}
