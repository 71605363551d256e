import { and, asc, gt, isNotNull } from "drizzle-orm";
import type { Database } from "../db/client";
import { auditEvent, auditHead, auditKey, auditSegment, auditSignedHead } from "../db/schema/audit";
import { GENESIS } from "./chain";
import { createChecker, type Finding, spanWords } from "./checker";
import { eventOf } from "./event";
import { unchained, zeroHash } from "./segments";
import { isSignedBy } from "./signing";
import { headStatement, segmentStatement } from "./statements";

export type Report = {
  events: number;
  /** Of how many of them what is about persons was erased. */
  erased: number;
  /** How many ends of the chain, and closed parts, are signed as they should be. */
  signatures: number;
  findings: Finding[];
};

const PAGE = 1_000;

/** Checks the whole record: its chain, its parts, and whatever was signed of it. */
export async function verifyDatabase(db: Database): Promise<Report> {
  const findings: Finding[] = [];
  const report = (finding: Finding) => findings.push(finding);
  const keys = new Map((await db.select().from(auditKey)).map(({ id, publicKey }) => [id, publicKey]));
  const segments = await db.select().from(auditSegment).orderBy(asc(auditSegment.number));
  const heads = await db.select().from(auditSignedHead).orderBy(asc(auditSignedHead.position));
  let signatures = 0;
  const check = (where: string, signed: { keyId: string; signature: string }, statement: object) => {
    const key = keys.get(signed.keyId);
    if (key && isSignedBy(key, statement, signed.signature)) signatures += 1;
    else report({ where, problem: "its signature is not right" });
  };
  for (const segment of segments) check(`segment ${segment.number}`, segment, segmentStatement(segment));
  for (const head of heads) check(`the end signed at event ${head.position}`, head, headStatement(head));

  const [zero, ...closed] = segments[0]?.number === 0 ? segments : [undefined, ...segments];
  const start = closed.at(-1) ?? { last: 0, hash: GENESIS };
  const checker = createChecker({ start: { position: start.last, hash: start.hash }, whole: true, report });
  await verifySegmentZero(db, { zero, letGo: closed.length > 0, add: checker.add, report });

  const signedAt = new Map(heads.map(({ position, hash }) => [position, hash]));
  for await (const page of chained(db)) {
    for (const row of page) {
      const signed = signedAt.get(row.position ?? 0);
      if (signed !== undefined && signed !== row.hash) {
        report({ where: `event ${row.position}`, problem: "is not the one at which the end was signed" });
      }
      checker.add(eventOf(row));
    }
  }
  const end = checker.last();
  const latest = heads.at(-1)?.position ?? 0;
  const [head] = await db.select().from(auditHead);
  const known = Math.max(latest, head?.position ?? 0);
  if (known > end.position)
    report({ where: spanWords(end.position + 1, known), problem: "missing at the end" });
  else if (!head || head.position !== end.position || head.hash !== end.hash) {
    report({ where: "the end of the chain", problem: "is not where the record says that it is" });
  }
  return { ...checker.counts, signatures, findings };
}

type Zero = {
  zero: typeof auditSegment.$inferSelect | undefined;
  /** Whether some of it may be gone by now, as the retention has it. */
  letGo: boolean;
  add: ReturnType<typeof createChecker>["add"];
  report: (finding: Finding) => void;
};

async function verifySegmentZero(db: Database, { zero, letGo, add, report }: Zero): Promise<void> {
  let [events, hash] = [0, GENESIS];
  for await (const page of unchained(db)) {
    for (const row of page) {
      const event = eventOf(row);
      if (zero && row.sequence > zero.last) {
        report({
          where: `event ${row.id}`,
          problem: "stands outside of the chain: it was added by other means",
        });
        continue;
      }
      // Before the segment is closed there is nothing to hold its events against.
      if (!zero) continue;
      add(event);
      hash = zeroHash(hash, event);
      events += 1;
    }
  }
  if (!zero || letGo || (events === zero.events && hash === zero.hash)) return;
  const problem =
    events === zero.events ? "one of its events was changed" : `has ${events} events of ${zero.events}`;
  report({ where: "segment 0", problem });
}

async function* chained(db: Database) {
  let after = 0;
  for (;;) {
    const page = await db
      .select()
      .from(auditEvent)
      .where(and(isNotNull(auditEvent.position), gt(auditEvent.position, after)))
      .orderBy(asc(auditEvent.position))
      .limit(PAGE);
    const last = page.at(-1)?.position;
    if (!last) return;
    yield page;
    after = last;
  }
}
