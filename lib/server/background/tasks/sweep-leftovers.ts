import { and, eq, inArray, lt, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { LINK_HOURS } from "@/lib/contracts/link";
import { LIVE_STATES } from "@/lib/contracts/terms/connect";
import type { Database } from "../../db/client";
import { session } from "../../db/schema/auth";
import { connectAttempt } from "../../db/schema/connect";
import { engineAuthorization } from "../../db/schema/engine-credential";
import { gatewayRequest, gatewaySession } from "../../db/schema/gateway";
import { connectLink, connectLinkVisit } from "../../db/schema/link";
import { notice } from "../../db/schema/notice";
import { rateLimit } from "../../db/schema/rate-limit";
import { sandboxCode } from "../../db/schema/sandbox";
import { warning } from "../../db/schema/warning";
import { webhookDelivery } from "../../db/schema/webhook";
import type { Task } from "../task";

const HOUR = 60 * 60 * 1000;
/** So many rows of a kind go in one turn's step; what is left goes in the next. */
const BATCH = 1_000;
/** How long a delivery or a notice is told of, and can be repeated, in milliseconds; none waits as long. */
const DELIVERIES_KEPT = 30 * 24 * HOUR;
/** How long what has come to its end is kept, in milliseconds: no link lives longer, and its page asks for it. */
const KEPT = (LINK_HOURS.most + 24) * HOUR;

/**
 * Lets go of what has come to its end and of which nobody asks any more. Most of it comes of requests of people who are
 * signed in nowhere, so that nothing else bounds it.
 */
export const sweepLeftoversTask: Task = {
  keys: sql`select ''`,
  time: 5_000,
  every: 10 * 60 * 1000,
  async run({ db, log }, { goesOn }) {
    const swept = await sweepLeftovers(db, new Date(), goesOn);
    if (Object.keys(swept).length > 0) log.info({ swept }, "leftovers swept");
    return true;
  },
};

/** @returns how many rows went, by what they were */
export async function sweepLeftovers(
  db: Database,
  now: Date,
  goesOn: () => boolean,
): Promise<Record<string, number>> {
  const swept: Record<string, number> = {};
  for (const [name, sweep] of Object.entries(SWEEPS)) {
    for (let gone = BATCH; gone === BATCH && goesOn(); ) {
      gone = await sweep(db, now);
      if (gone > 0) swept[name] = (swept[name] ?? 0) + gone;
    }
  }
  return swept;
}

const before = (now: Date, milliseconds: number) => new Date(now.getTime() - milliseconds);

const SWEEPS: Record<string, (db: Database, now: Date) => Promise<number>> = {
  authorizations: (db, now) =>
    some(db, engineAuthorization, engineAuthorization.stateHash, lt(engineAuthorization.expiresAt, now)),
  sandboxCodes: (db, now) =>
    some(
      db,
      sandboxCode,
      sandboxCode.codeHash,
      lt(sql`coalesce(${sandboxCode.keptUntil}, ${sandboxCode.expiresAt})`, now),
    ),
  attempts: (db, now) =>
    some(
      db,
      connectAttempt,
      connectAttempt.id,
      and(
        lt(connectAttempt.createdAt, before(now, KEPT)),
        or(
          notInArray(connectAttempt.state, [...LIVE_STATES]),
          lt(connectAttempt.expiresAt, before(now, KEPT)),
        ),
      ),
    ),
  webhookDeliveries: (db, now) =>
    some(
      db,
      webhookDelivery,
      webhookDelivery.id,
      lt(webhookDelivery.createdAt, before(now, DELIVERIES_KEPT)),
    ),
  notices: (db, now) => some(db, notice, notice.id, lt(notice.createdAt, before(now, DELIVERIES_KEPT))),
  warnings: (db, now) => some(db, warning, warning.subjectId, lt(warning.endsAt, before(now, HOUR))),
  counts: (db, now) => some(db, rateLimit, rateLimit.key, lt(rateLimit.expire, now)),
  sessions: (db, now) => some(db, session, session.id, lt(session.expiresAt, now)),
  // Their owners say that they are there every few seconds, and nobody waits longer for an answer.
  gatewaySessions: (db, now) =>
    some(db, gatewaySession, gatewaySession.idHash, lt(gatewaySession.seenAt, before(now, HOUR))),
  gatewayRequests: (db, now) =>
    some(db, gatewayRequest, gatewayRequest.id, lt(gatewayRequest.createdAt, before(now, 24 * HOUR))),
  async visits(db, now) {
    const over = db
      .select({ place: sql`${connectLinkVisit}.ctid` })
      .from(connectLinkVisit)
      .innerJoin(connectLink, eq(connectLink.id, connectLinkVisit.linkId))
      .where(lt(connectLink.expiresAt, before(now, 24 * HOUR)))
      .limit(BATCH);
    // Their key has two columns; nobody changes a visit of a link that is over.
    const gone = await db
      .delete(connectLinkVisit)
      .where(sql`${connectLinkVisit}.ctid in ${over}`)
      .returning({ linkId: connectLinkVisit.linkId });
    return gone.length;
  },
};

/** Deletes some of what the condition names, and answers how many. */
async function some(
  db: Database,
  table: PgTable,
  key: PgColumn,
  condition: SQL | undefined,
): Promise<number> {
  const over = db.select({ key }).from(table).where(condition).limit(BATCH);
  const gone = await db.delete(table).where(inArray(key, over)).returning({ key });
  return gone.length;
}
