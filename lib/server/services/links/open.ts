import { and, desc, eq, isNull } from "drizzle-orm";
import { type Attempt, isLive } from "@/lib/contracts/connect";
import type { OpenedItem } from "@/lib/contracts/link";
import { isDone } from "@/lib/contracts/status";
import { hashToken } from "../../cipher";
import type { Context, Visitor } from "../../context";
import { connectAttempt } from "../../db/schema/instance";
import { connectLink } from "../../db/schema/link";
import { verb } from "../../verb";
import { type AttemptRow, serializeAttempt } from "../connect/attempt";
import { lookAtConnection } from "../connect/look";
import type { InstanceRow } from "../instances/serialize";
import { readOrganisation } from "../organisation/read";
import { type FoundLink, findOpenLink, goneLink } from "./find";

/** A state older than this is asked for anew, in milliseconds; one that somebody waits for, each time. */
const STALE = 30_000;

/** The upstream is asked about the items for this long, in milliseconds; of the others, what is recorded is shown. */
const PATIENCE = 5_000;

/**
 * What the person of a link sees: what will be connected, and how far they are. One on which nothing is left to connect
 * is used up, and shown only where it was used.
 * @throws PatchbayError `expired`
 */
export const openLink = verb("link.open", ["visitor"], async (context, { token }: { token: string }) => {
  const found = await findOpenLink(context, token);
  const items: OpenedItem[] = [];
  // One after the other: they share the upstream's rate with everybody else.
  const until = Date.now() + PATIENCE;
  for (const row of found.rows) items.push(await openItem(context, found, row, Date.now() < until));
  if (items.every(isDone)) {
    if (!found.link.completedAt) await complete(context, found.link.id);
    if (!found.confirmed || items.length === 0) throw goneLink();
  }
  const { name, logoVersion } = await readOrganisation(context);
  return {
    organisation: name,
    logoVersion,
    person: found.link.person,
    confirmed: found.confirmed,
    expiresAt: found.link.expiresAt.toISOString(),
    items,
  };
});

async function openItem(
  context: Context<Visitor>,
  { confirmed }: FoundLink,
  row: InstanceRow,
  mayAsk: boolean,
): Promise<OpenedItem> {
  const { id, secret } = context.caller;
  const latest = await latestAttempt(context, row.id);
  const waited = latest !== undefined && isLive(latest.state);
  const stale = !row.statusCheckedAt || Date.now() - row.statusCheckedAt.getTime() > STALE;
  const looked =
    mayAsk && confirmed && (waited || stale)
      ? await lookAtConnection(context, row)
      : { row, attempt: latest };
  // Who has no secret is nobody in particular, and holds nothing.
  const own = secret !== undefined && looked.attempt?.holder === id;
  return {
    serverName: row.serverName,
    isReadOnly: row.isReadOnly,
    status: looked.row.status,
    attempt: own && looked.attempt ? serializeOwnAttempt(looked.attempt) : null,
  };
}

/** The page only tells one attempt from the next, for which it needs no id of ours. */
function serializeOwnAttempt(row: AttemptRow): Attempt {
  return { ...serializeAttempt(row), id: hashToken(row.id) };
}

async function latestAttempt({ db }: Context<Visitor>, instanceId: string): Promise<AttemptRow | undefined> {
  const [latest] = await db
    .select()
    .from(connectAttempt)
    .where(eq(connectAttempt.instanceId, instanceId))
    .orderBy(desc(connectAttempt.createdAt))
    .limit(1);
  return latest;
}

async function complete({ db }: Context<Visitor>, linkId: string): Promise<void> {
  await db
    .update(connectLink)
    .set({ completedAt: new Date() })
    .where(and(eq(connectLink.id, linkId), isNull(connectLink.completedAt)));
}
