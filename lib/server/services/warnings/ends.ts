import { and, asc, inArray, isNull, sql } from "drizzle-orm";
import { EXPIRING_HOURS } from "@/lib/contracts/link";
import { type AuditEntry, recordAudit } from "../../audit/record";
import type { Context, System } from "../../context";
import { endsSoon } from "../../db/ends-soon";
import { apiKey } from "../../db/schema/api-key";
import { instance } from "../../db/schema/instance";
import { connectLink } from "../../db/schema/link";
import { warning } from "../../db/schema/warning";
import { STANDINGS } from "../links/standing";

/** A program's key takes longer to replace than a link. */
const API_KEY_HOURS = 7 * 24;
/** So many of a kind are looked at, those that end next. */
const AT_MOST = 1_000;

type Ending = { id: string; endsAt: Date; entry: AuditEntry };

/**
 * Tells, once of each end, of what stops working soon unless somebody sees to it: accounts that cannot be renewed, connect
 * links with accounts left to connect, and API keys. Answers how many were told of.
 */
export async function warnOfEnds(context: Context<System>): Promise<number> {
  const links = await tell(context, "link", await endingLinks(context));
  const keys = await tell(context, "api-key", await endingApiKeys(context));
  return links + keys + (await tell(context, "instance", await endingAccounts(context)));
}

/** Whoever is first to write an end down tells of it: another process that looks at the same time does not. */
function tell(
  context: Context<System>,
  subjectType: "api-key" | "instance" | "link",
  ending: readonly Ending[],
): Promise<number> {
  if (ending.length === 0) return Promise.resolve(0);
  return context.db.transaction(async (tx) => {
    const told = await tx
      .insert(warning)
      .values(ending.map(({ id, endsAt }) => ({ subjectType, subjectId: id, endsAt })))
      .onConflictDoUpdate({
        target: [warning.subjectType, warning.subjectId],
        set: { endsAt: sql`excluded.ends_at`, since: sql`now()` },
        setWhere: sql`${warning.endsAt} is distinct from excluded.ends_at`,
      })
      .returning({ id: warning.subjectId });
    const isNew = new Set(told.map(({ id }) => id));
    const entries = ending.filter(({ id }) => isNew.has(id)).map(({ entry }) => entry);
    if (entries.length > 0) await recordAudit(tx, context, ...entries);
    return entries.length;
  });
}

async function endingLinks({ db }: Context<System>): Promise<Ending[]> {
  const { id, person, userId, expiresAt, createdAt, revokedAt } = connectLink;
  const next = db
    .select()
    .from(connectLink)
    .where(and(isNull(revokedAt), endsSoon(expiresAt, createdAt, EXPIRING_HOURS)))
    .orderBy(asc(expiresAt))
    .limit(AT_MOST)
    .as("connect_link");
  const rows = await db.select({ id, person, userId, expiresAt }).from(next).where(STANDINGS.expiring);
  return rows.map(({ expiresAt: endsAt, ...row }) => ({
    id: row.id,
    endsAt,
    entry: {
      action: "link.observe-end",
      subject: row.id,
      details: { person: row.person, userId: row.userId, endsAt: endsAt.toISOString() },
    },
  }));
}

async function endingApiKeys({ db }: Context<System>): Promise<Ending[]> {
  const { expiresAt, createdAt, revokedAt } = apiKey;
  const rows = await db
    .select({ id: apiKey.id, name: apiKey.name, endsAt: expiresAt })
    .from(apiKey)
    .where(and(isNull(revokedAt), endsSoon(expiresAt, createdAt, API_KEY_HOURS)))
    .orderBy(asc(expiresAt))
    .limit(AT_MOST);
  return rows.flatMap(({ id, name, endsAt }) => {
    if (!endsAt) return [];
    const details = { name, endsAt: endsAt.toISOString() };
    return [{ id, endsAt, entry: { action: "api-key.observe-end", subject: id, details } }];
  });
}

/** Of upstreams that know when an account ends, which is the embedded engine. */
async function endingAccounts({ db, upstreams }: Context<System>): Promise<Ending[]> {
  const ending: Ending[] = [];
  for (const { id: upstream } of upstreams.summaries()) {
    const accounts = (await upstreams.get(upstream).controls?.endingAccounts()) ?? [];
    if (accounts.length === 0) continue;
    const { id, upstreamInstanceId, missingSince } = instance;
    const ids = accounts.map(({ instanceId }) => instanceId);
    const rows = await db
      .select({ id, upstreamInstanceId })
      .from(instance)
      .where(
        and(sql`${instance.upstream} = ${upstream}`, inArray(upstreamInstanceId, ids), isNull(missingSince)),
      );
    const recordOf = new Map(rows.map((row) => [row.upstreamInstanceId, row.id]));
    for (const { instanceId, endsAt } of accounts) {
      const subject = recordOf.get(instanceId);
      if (!subject) continue;
      const details = { endsAt: endsAt.toISOString() };
      ending.push({ id: subject, endsAt, entry: { action: "instance.observe-end", subject, details } });
    }
  }
  return ending;
}
