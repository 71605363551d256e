import type { auditSegment, auditSignedHead } from "../db/schema/audit";

type SignedHead = typeof auditSignedHead.$inferSelect;
type Segment = typeof auditSegment.$inferSelect;

/** What is signed of where the chain ended at a moment. */
export function headStatement({
  position,
  hash,
  signedAt,
}: Pick<SignedHead, "position" | "hash" | "signedAt">) {
  return { type: "patchbay.audit-head", position, hash, signedAt: signedAt.toISOString() };
}

/** What is signed of a part that was closed. */
export function segmentStatement({
  number,
  events,
  last,
  hash,
  closedAt,
}: Omit<Segment, "keyId" | "signature">) {
  return { type: "patchbay.audit-segment", number, events, last, hash, closedAt: closedAt.toISOString() };
}
