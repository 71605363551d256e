import { and, asc, desc, eq, gt, gte, isNull, lt, lte, max, min, sql } from "drizzle-orm";
import { randomToken } from "../cipher";
import type { Database } from "../db/client";
import { auditEvent, auditSegment } from "../db/schema/audit";
import { canonical, digestOf, GENESIS, personalHashOf, sha256 } from "./chain";
import { eventOf, type RecordedEvent } from "./event";
import { keepKey } from "./heads";
import type { AuditSigner } from "./signing";
import { segmentStatement } from "./statements";

/** So many events are read at a time. */
const PAGE = 1_000;

/**
 * Closes segment 0: everything from before the chain. Each of its events is given the salted hash that others have from
 * the beginning, and all of them one hash together. Answers whether there was something left to close.
 */
export async function closeSegmentZero(db: Database, signer: AuditSigner): Promise<boolean> {
  const [closed] = await db.select().from(auditSegment).where(eq(auditSegment.number, 0));
  if (closed) return false;
  for await (const page of unchained(db)) await saltEvents(db, page);
  let [events, last, hash] = [0, 0, GENESIS];
  for await (const page of unchained(db)) {
    for (const row of page) {
      hash = zeroHash(hash, eventOf(row));
      events += 1;
      last = row.sequence;
    }
  }
  const segment = { number: 0, events, last, hash, closedAt: new Date() };
  await keepKey(db, signer);
  await db
    .insert(auditSegment)
    .values({ ...segment, keyId: signer.keyId, signature: signer.sign(segmentStatement(segment)) })
    .onConflictDoNothing();
  return true;
}

/** How an event of segment 0 goes into the hash of all of them. */
export function zeroHash(previous: string, { content }: RecordedEvent): string {
  return sha256(canonical({ event: digestOf(content), previous }));
}

type EventRow = typeof auditEvent.$inferSelect;

/** The events without a place, by the order in which they were recorded. */
export async function* unchained(db: Database, last = Number.MAX_SAFE_INTEGER): AsyncGenerator<EventRow[]> {
  let after = 0;
  for (;;) {
    const page = await db
      .select()
      .from(auditEvent)
      .where(and(isNull(auditEvent.position), gt(auditEvent.sequence, after), lte(auditEvent.sequence, last)))
      .orderBy(asc(auditEvent.sequence))
      .limit(PAGE);
    const final = page.at(-1);
    if (!final) return;
    yield page;
    after = final.sequence;
  }
}

async function saltEvents(db: Database, page: readonly EventRow[]): Promise<void> {
  const salted = page
    .filter(({ personalHash }) => personalHash === null)
    .map((row) => {
      const salt = randomToken();
      return { id: row.id, salt, hash: personalHashOf(eventOf(row).personal, salt) };
    });
  if (salted.length === 0) return;
  await db.execute(sql`
    update ${auditEvent} set personal_hash = salted.hash, personal_salt = salted.salt
    from jsonb_to_recordset(${JSON.stringify(salted)}::jsonb) as salted (id uuid, salt text, hash text)
    where audit_event.id = salted.id and personal_hash is null`);
}

/**
 * Lets go of the events from before a moment: what they were stays in the chain as the hash of their last, signed, from
 * which the next goes on. Answers how many went.
 */
export async function closeSegment(db: Database, signer: AuditSigner, before: Date): Promise<number> {
  const { position, at } = auditEvent;
  await keepKey(db, signer);
  return db.transaction(async (tx) => {
    const [young] = await tx
      .select({ first: min(position) })
      .from(auditEvent)
      .where(gte(at, before));
    const [old] = await tx
      .select({ last: max(position) })
      .from(auditEvent)
      .where(and(lt(at, before), young?.first ? lt(position, young.first) : undefined));
    const zero = await tx
      .delete(auditEvent)
      .where(and(isNull(position), lt(at, before)))
      .returning({ id: auditEvent.id });
    if (!old?.last && zero.length === 0) return 0;
    const [latest] = await tx
      .select()
      .from(auditSegment)
      .where(gt(auditSegment.number, 0))
      .orderBy(desc(auditSegment.number))
      .limit(1);
    // Where only segment 0 lost some, the chain goes on from where it did.
    const last = old?.last ?? latest?.last ?? 0;
    const [end] = old?.last ? await tx.select().from(auditEvent).where(eq(position, last)) : [latest];
    const gone = await tx.delete(auditEvent).where(lte(position, last)).returning({ id: auditEvent.id });
    const segment = {
      number: (latest?.number ?? 0) + 1,
      events: gone.length + zero.length,
      last,
      hash: end?.hash ?? GENESIS,
      closedAt: new Date(),
    };
    const signature = signer.sign(segmentStatement(segment));
    await tx.insert(auditSegment).values({ ...segment, keyId: signer.keyId, signature });
    return segment.events;
  });
}
