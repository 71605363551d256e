import { createHash } from "node:crypto";
import { CSV_BEGINNING, csvLine } from "@/lib/words/csv";
import { canonical } from "./chain";
import type { RecordedEvent } from "./event";
import type { AuditSigner } from "./signing";

/** What a file says of itself before its events. */
export type FileHead = {
  exportedAt: string;
  console: string;
  filter: object;
  /** Whether it holds every event that there is. */
  whole: boolean;
  /** Where the chain begins in it: events before that were let go of. */
  start: { position: number; hash: string };
};

export const FILE_TYPE = "patchbay.audit-export";
export const SIGNATURE_TYPE = "patchbay.audit-signature";
/** The first cell of the line of a CSV file that holds its signature. */
export const CSV_SIGNATURE = "signature";

/** A line of a file, as text. */
type Format = {
  head(head: FileHead): string;
  event(event: RecordedEvent): string;
  end(signed: object): string;
};

export const FORMATS: Record<"jsonl" | "csv", Format> = {
  jsonl: {
    head: (head) => `${canonical({ type: FILE_TYPE, version: 1, ...head })}\n`,
    event: (event) => `${canonical(event)}\n`,
    end: (signed) => `${canonical(signed)}\n`,
  },
  csv: {
    head: () => CSV_BEGINNING + csvLine(Object.keys(COLUMNS)),
    event: (event) => csvLine(Object.values(COLUMNS).map((read) => read(event))),
    end: (signed) => csvLine([CSV_SIGNATURE, Buffer.from(canonical(signed)).toString("base64url")]),
  },
};

const COLUMNS: Record<string, (event: RecordedEvent) => string> = {
  position: ({ link }) => String(link?.position ?? ""),
  at: ({ content }) => content.at,
  actor_kind: ({ content }) => content.actorKind ?? "",
  actor_id: ({ content }) => content.actorId,
  actor_name: ({ personal }) => personal.actorName,
  actor_email: ({ personal }) => personal.actorEmail ?? "",
  action: ({ content }) => content.action,
  subject_type: ({ content }) => content.subjectType,
  subject_id: ({ personal }) => personal.subjectId,
  outcome: ({ content }) => content.outcome,
  address: ({ personal }) => personal.address ?? "",
  request_id: ({ content }) => content.requestId ?? "",
  details: ({ personal }) => canonical(personal.details),
  id: ({ content }) => content.id,
  previous_hash: ({ link }) => link?.previousHash ?? "",
  hash: ({ link }) => link?.hash ?? "",
  personal_hash: ({ content }) => content.personalHash,
  personal_salt: ({ salt }) => salt ?? "",
};
/** The columns of a CSV file, in their order. */
export const CSV_COLUMNS = Object.keys(COLUMNS);

/** An end of the chain as it was signed at its time, or of the part that was closed before the file's first event. */
export type SignedEnd = { statement: object; keyId: string; publicKey: string; signature: string };
/** What was signed before the file was: whoever made the chain anew since cannot have signed it. */
export type Ends = { heads: SignedEnd[]; segment: SignedEnd | null };

type Totals = { events: number; last: object; sha256: string };

/** What is signed at a file's end: how much there is before it, its hash, and what was signed before. */
export function fileStatement(
  {
    exportedAt,
    console,
    filter,
    whole,
    start,
  }: Omit<FileHead, "start"> & { start?: FileHead["start"] | undefined },
  totals: Totals,
  ends?: Ends,
) {
  return {
    ...{ type: SIGNATURE_TYPE, exportedAt, console, filter, whole, ...totals },
    // Files of the version before have none of these.
    ...(start && { start }),
    ...(ends && { heads: ends.heads, segment: ends.segment }),
  };
}

/** The lines of a file; its last is a signature over all that stand before it. */
export async function* signedFile(
  format: Format,
  head: FileHead,
  events: AsyncIterable<RecordedEvent>,
  { signer, ends }: { signer: AuditSigner; ends: Ends },
): AsyncGenerator<string> {
  const hash = createHash("sha256");
  const hashed = (line: string) => {
    hash.update(line);
    return line;
  };
  yield hashed(format.head(head));
  let [count, last] = [0, head.start];
  for await (const event of events) {
    yield hashed(format.event(event));
    count += 1;
    if (event.link) last = { position: event.link.position, hash: event.link.hash };
  }
  const statement = fileStatement(head, { events: count, last, sha256: hash.digest("hex") }, ends);
  const { keyId, publicKey } = signer;
  yield format.end({ ...statement, keyId, publicKey, signature: signer.sign(statement) });
}
