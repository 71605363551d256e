import { and, eq, isNull } from "drizzle-orm";
import type { Attempt } from "@/lib/contracts/connect";
import type { OpenedItem, OpenedLink } from "@/lib/contracts/link";
import { isLive } from "@/lib/contracts/terms/connect";
import { isDone } from "@/lib/contracts/terms/status";
import { recordAudit } from "../../audit/record";
import { hashToken } from "../../cipher";
import type { Context, Visitor } from "../../context";
import { connectLink } from "../../db/schema/link";
import { verb } from "../../verb";
import { type AttemptRow, latestAttempt, serializeAttempt } from "../connect/attempt";
import { endAttemptsOf } from "../connect/cancel";
import { type Refreshed, refreshConnection } from "../connect/refresh";
import { type InstanceRow, signInOf } from "../instances/serialize";
import { readOrganisation } from "../organisation/read";
import { type FoundLink, findOpenLink, goneLink, mayLookBack } from "./find";

/** A state older than this is asked for anew, in milliseconds; one that somebody waits for, each time. */
const STALE = 30_000;

/** The upstream is asked about the items for this long, in milliseconds; of the others, what is recorded is shown. */
const PATIENCE = 5_000;

/**
 * What the person of a link sees: what will be connected, and how far they are. One on which nothing is left to connect
 * is finished, and shown only where one of its accounts was connected.
 * @throws PatchbayError `expired`
 */
export const openLink = verb("link.open", ["visitor"], async (context, { token }: { token: string }) =>
  showLink(context, await findOpenLink(context, token, "link-look")),
);

/**
 * The same of a link that is found already; `known` is how one of its items stands at this moment.
 * @throws PatchbayError `expired`
 */
export async function showLink(
  context: Context<Visitor>,
  found: FoundLink,
  known?: Refreshed,
): Promise<OpenedLink> {
  const items: OpenedItem[] = [];
  // One after the other: they share the upstream's rate with everybody else.
  const until = Date.now() + PATIENCE;
  for (const row of found.rows) {
    const mayAsk = found.confirmed && Date.now() < until;
    const current = known?.row.id === row.id ? known : await refreshItem(context, row, mayAsk);
    items.push(serializeItem(context, current));
  }
  if (items.every(isDone)) {
    if (!found.link.completedAt) await complete(context, found.link);
    if (!(await mayLookBack(context, found))) throw goneLink();
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
}

/** One item as it stands now, where it may be asked for and that is worth a call. */
async function refreshItem(context: Context<Visitor>, row: InstanceRow, mayAsk: boolean): Promise<Refreshed> {
  const attempt = await latestAttempt(context.db, row.id);
  const waited = attempt !== undefined && isLive(attempt.state);
  // What was checked in the future was so before the clock was put back.
  const stale = !row.statusCheckedAt || Math.abs(Date.now() - row.statusCheckedAt.getTime()) > STALE;
  if (!mayAsk || !(waited || stale)) return { row, attempt };
  return refreshConnection(context, row, { latest: { attempt } });
}

function serializeItem({ caller }: Context<Visitor>, { row, attempt }: Refreshed): OpenedItem {
  // Who has no secret is nobody in particular, and holds nothing.
  const own = caller.secret !== undefined && attempt?.holder === caller.id;
  return {
    serverName: row.serverName,
    isReadOnly: row.isReadOnly,
    signIn: signInOf(row),
    status: row.status,
    attempt: own && attempt ? serializeOwnAttempt(attempt) : null,
  };
}

/** The page only tells one attempt from the next, for which it needs no id of ours. */
function serializeOwnAttempt(row: AttemptRow): Attempt {
  return { ...serializeAttempt(row), id: hashToken(row.id) };
}

async function complete(context: Context<Visitor>, { id, person, userId }: FoundLink["link"]): Promise<void> {
  await context.db.transaction(async (tx) => {
    const [completed] = await tx
      .update(connectLink)
      .set({ completedAt: new Date() })
      .where(and(eq(connectLink.id, id), isNull(connectLink.completedAt)))
      .returning({ id: connectLink.id });
    await endAttemptsOf(tx, id, "All accounts of this link are connected.");
    if (!completed) return;
    // Whoever looks at it then; that they connected the accounts, the attempts say.
    await recordAudit(tx, context, { action: "link.finish", subject: id, details: { person, userId } });
  });
}
