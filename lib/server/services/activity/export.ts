import { and, asc, desc, gt, isNotNull, lte, type SQL } from "drizzle-orm";
import type { ActivityFilter, ExportActivityQuery } from "@/lib/contracts/activity";
import { GENESIS } from "../../audit/chain";
import { readEnds } from "../../audit/ends";
import { eventOf, type RecordedEvent } from "../../audit/event";
import { FORMATS, signedFile } from "../../audit/export-file";
import { keepKey } from "../../audit/heads";
import { recordAudit } from "../../audit/record";
import { unchained } from "../../audit/segments";
import type { Context } from "../../context";
import { auditEvent, auditHead, auditSegment } from "../../db/schema/audit";
import { verb } from "../../verb";
import { activityCondition } from "./filter";

const PAGE = 500;

/**
 * The record, or what of it matches a filter, in the order in which it was made, as a file that is signed at its end. It
 * goes as far as the record did when it was asked for, with the asking itself.
 */
export const exportActivity = verb("activity.export", async (context, query: ExportActivityQuery) => {
  const { format, ...filter } = query;
  const { db, audit, appUrl } = context;
  await keepKey(db, audit.signer);
  const details = { format, filter };
  await recordAudit(db, context, { action: "activity.export", subject: "record", details });
  const [head] = await db.select().from(auditHead);
  const [closed] = await db
    .select()
    .from(auditSegment)
    .where(gt(auditSegment.number, 0))
    .orderBy(desc(auditSegment.number))
    .limit(1);
  const file = {
    exportedAt: new Date().toISOString(),
    console: appUrl,
    filter,
    whole: Object.values(filter).every((value) => value === undefined),
    start: { position: closed?.last ?? 0, hash: closed?.hash ?? GENESIS },
  };
  const until = head?.position ?? 0;
  const ends = await readEnds(db, { start: file.start.position, until });
  const events = readEvents(context, filter, until);
  return signedFile(FORMATS[format], file, events, { signer: audit.signer, ends });
});

async function* readEvents(
  context: Context,
  filter: ActivityFilter,
  until: number,
): AsyncGenerator<RecordedEvent> {
  const { db, caller } = context;
  const chosen = activityCondition(filter, caller);
  // Segment 0 is whole or not there: without a chain, a part of it would prove nothing.
  if (!chosen) for await (const page of unchained(db)) yield* page.map(eventOf);
  let after = 0;
  for (;;) {
    const page = await db
      .select()
      .from(auditEvent)
      .where(and(chosen, placedBetween(after, until)))
      .orderBy(asc(auditEvent.position))
      .limit(PAGE);
    const last = page.at(-1)?.position;
    if (!last) return;
    yield* page.map(eventOf);
    after = last;
  }
}

function placedBetween(after: number, until: number): SQL | undefined {
  return and(isNotNull(auditEvent.position), gt(auditEvent.position, after), lte(auditEvent.position, until));
}
