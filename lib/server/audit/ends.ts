import { and, asc, eq, gt, lte } from "drizzle-orm";
import type { Database } from "../db/client";
import { auditKey, auditSegment, auditSignedHead } from "../db/schema/audit";
import type { Ends } from "./export-file";
import { headStatement, segmentStatement } from "./statements";

/** What was signed of the chain between two places, and of the part that was closed at the first of them. */
export async function readEnds(
  db: Pick<Database, "select">,
  { start, until }: { start: number; until: number },
): Promise<Ends> {
  const { position } = auditSignedHead;
  const heads = await db
    .select({ row: auditSignedHead, publicKey: auditKey.publicKey })
    .from(auditSignedHead)
    .innerJoin(auditKey, eq(auditKey.id, auditSignedHead.keyId))
    .where(and(gt(position, start), lte(position, until)))
    .orderBy(asc(position));
  const [segment] = await db
    .select({ row: auditSegment, publicKey: auditKey.publicKey })
    .from(auditSegment)
    .innerJoin(auditKey, eq(auditKey.id, auditSegment.keyId))
    .where(and(gt(auditSegment.number, 0), eq(auditSegment.last, start)))
    .limit(1);
  return {
    heads: heads.map(({ row, publicKey }) => signed(headStatement(row), row, publicKey)),
    segment: segment ? signed(segmentStatement(segment.row), segment.row, segment.publicKey) : null,
  };
}

function signed(
  statement: object,
  { keyId, signature }: { keyId: string; signature: string },
  publicKey: string,
) {
  return { statement, keyId, publicKey, signature };
}
