import type { auditEvent } from "../db/schema/audit";
import type { Content, Link, Personal } from "./chain";

type EventRow = typeof auditEvent.$inferSelect;

/** An event as it stands in the record and in an exported file. */
export type RecordedEvent = {
  content: Content;
  /** What it says of persons; the salt is null where that was erased. */
  personal: Personal;
  salt: string | null;
  /** Null in segment 0, which has no chain. */
  link: Link | null;
};

/** What stands for what was erased. */
export const ERASED: Personal = {
  actorName: "erased",
  actorEmail: null,
  subjectId: "erased",
  address: null,
  details: {},
};

export function eventOf(row: EventRow): RecordedEvent {
  const { id, actorKind, actorId, action, subjectType, requestId, outcome } = row;
  const { actorName, actorEmail, subjectId, address, details } = row;
  const { position, previousHash, hash } = row;
  const link = position === null ? null : { position, previousHash: previousHash ?? "", hash: hash ?? "" };
  return {
    content: {
      id,
      at: row.at.toISOString(),
      actorKind,
      actorId,
      action,
      subjectType,
      requestId,
      outcome,
      personalHash: row.personalHash ?? "",
    },
    personal: { actorName, actorEmail, subjectId, address, details },
    salt: row.personalSalt,
    link,
  };
}
