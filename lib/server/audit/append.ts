import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import { auditEvent, auditHead } from "../db/schema/audit";
import { ANY_VALUES } from "../db/statements";
import { announcementsOf, outboxPart } from "./announce";
import type { Sealed } from "./chain";

/**
 * Adds events at the end of the chain, in one statement: it takes the head last of all that a change takes, gives each
 * event its place and keeps the new head, so that two processes cannot both go on from the same one.
 * A transaction that adds events must change nothing more after them, or two of them could wait for each other.
 */
export async function appendEvents(db: Pick<Database, "execute">, events: readonly Sealed[]): Promise<void> {
  if (events.length === 0) return;
  const count = events.length;
  const digests = sql`string_to_array(${events.map(({ digest }) => digest).join(",")}, ',')`;
  const rows = JSON.stringify(
    events.map(({ content, personal, salt }, index) => ({
      ordinal: index + 1,
      ...content,
      ...personal,
      salt,
    })),
  );
  const announced = events.flatMap(announcementsOf);
  const outbox = announced.length > 0 ? outboxPart(JSON.stringify(announced)) : undefined;
  const { rows: kept } = (await db.execute(sql`
    with ${outbox ? sql`announced as (${outbox}), ` : sql``}head as (
      update ${auditHead}
      set position = position + ${count}::int, previous = hash,
        hash = (audit_chain(hash, position, ${digests}))[${count}::int]
      where id = 1
      returning previous, position - ${count}::int as place
    ), link as (
      select ordinal, head.place + ordinal as position, hash,
        coalesce(lag(hash) over (order by ordinal), head.previous) as previous_hash
      from head, unnest(audit_chain(head.previous, head.place, ${digests})) with ordinality as each(hash, ordinal)
    )
    insert into ${auditEvent} (${COLUMNS})
    select ${FIELDS}, link.position, link.previous_hash, link.hash, event."personalHash", event.salt
    from jsonb_to_recordset(${rows}::jsonb) as event (ordinal bigint, ${FIELD_TYPES})
    join link on link.ordinal = event.ordinal
    order by event.ordinal
    returning position`)) as unknown as { rows: unknown[] };
  if (kept.length !== count) throw new Error("the audit has no head, so that nothing can be recorded");
}

/** The parts of a statement that add one event: the first, to be called `placed`, gives it its place; the last tells the outbox of it. */
export type AppendingParts = { placed: SQL; audited: SQL; announced: SQL };

/** What such a statement is given of its event, by the names of its placeholders. */
export type Appended = { event: string; digest: string; announced: string };

/**
 * Adds an event as parts of another statement, where its part of that name has a row. An event that finds no head is
 * kept without a place, which shows when the record is checked.
 */
export function appendingParts(part: string): AppendingParts {
  const there = sql`exists (select 1 from ${sql.identifier(part)})`;
  return {
    placed: sql`
      ${sql.raw(ANY_VALUES)} update ${auditHead}
      set position = position + 1, previous = hash,
        hash = (audit_chain(hash, position, array[${sql.placeholder("digest")}::text]))[1]
      where id = 1 and ${there}
      returning position, previous, hash`,
    audited: sql`
      insert into ${auditEvent} (${COLUMNS})
      select ${FIELDS}, placed.position, placed.previous, placed.hash, event."personalHash", event.salt
      from jsonb_to_record(${sql.placeholder("event")}::jsonb) as event (${FIELD_TYPES})
      left join placed on true
      where ${there}`,
    announced: outboxPart(sql.placeholder("announced"), there),
  };
}

export function appended(event: Sealed): Appended {
  const { content, personal, salt, digest } = event;
  return {
    event: JSON.stringify({ ...content, ...personal, salt }),
    digest,
    announced: JSON.stringify(announcementsOf(event)),
  };
}

const COLUMNS = sql.raw(
  `id, at, actor_kind, actor_id, actor_name, actor_email, action, subject_type, subject_id, address, request_id,
  outcome, details, position, previous_hash, hash, personal_hash, personal_salt`,
);
const FIELDS = sql.raw(
  `event.id, event.at, event."actorKind", event."actorId", event."actorName", event."actorEmail", event.action,
  event."subjectType", event."subjectId", event.address, event."requestId", event.outcome, event.details`,
);
const FIELD_TYPES = sql.raw(
  `id uuid, at timestamptz, "actorKind" text, "actorId" text, "actorName" text, "actorEmail" text, action text,
  "subjectType" text, "subjectId" text, address text, "requestId" text, outcome text, details jsonb,
  "personalHash" text, salt text`,
);
