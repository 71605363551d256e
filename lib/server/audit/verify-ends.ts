import * as z from "zod/mini";
import type { Finding } from "./checker";
import { isSignedBy, keyIdOf } from "./signing";

const endOf = <Statement extends z.ZodMiniType>(statement: Statement) =>
  z.object({ statement, keyId: z.string(), publicKey: z.string(), signature: z.string() });
const headSchema = z.object({
  type: z.literal("patchbay.audit-head"),
  position: z.int(),
  hash: z.string(),
  signedAt: z.string(),
});
const segmentSchema = z.object({
  type: z.literal("patchbay.audit-segment"),
  number: z.int(),
  events: z.int(),
  last: z.int(),
  hash: z.string(),
  closedAt: z.string(),
});

/** The ends that a file carries, each with the key by which it was signed at its time. */
export const endsSchema = z.object({
  heads: z.array(endOf(headSchema)),
  segment: z.nullable(endOf(segmentSchema)),
});
type Ends = Partial<z.infer<typeof endsSchema>> & { start?: { position: number; hash: string } | undefined };

type Around = {
  /** The hash of the event at each place that the file has. */
  hashes: ReadonlyMap<number, string>;
  trusted: readonly string[];
  report: (finding: Finding) => void;
};

/** Holds a file's events against the ends that were signed before it was made, and each of these against its key. */
export function checkEnds({ heads = [], segment, start }: Ends, { hashes, trusted, report }: Around): void {
  for (const head of heads) {
    const { position, hash, signedAt } = head.statement;
    const where = `the end that was signed ${signedAt}`;
    checkKey(head, where, { trusted, report });
    const found = hashes.get(position);
    if (found !== undefined && found !== hash) {
      report({
        where,
        problem: `is another one than event ${position} in this file: the chain was made anew`,
      });
    }
  }
  if (!segment || !start) return;
  const where = `the part that was closed ${segment.statement.closedAt}`;
  checkKey(segment, where, { trusted, report });
  if (segment.statement.last !== start.position || segment.statement.hash !== start.hash) {
    report({ where, problem: "does not end where this file begins" });
  }
}

type Signed = { statement: object; keyId: string; publicKey: string; signature: string };

function checkKey(
  { statement, keyId, publicKey, signature }: Signed,
  where: string,
  { trusted, report }: Omit<Around, "hashes">,
): void {
  if (keyIdOf(publicKey) !== keyId || !isSignedBy(publicKey, statement, signature)) {
    report({ where, problem: "its signature is not right" });
  } else if (trusted.length > 0 && !trusted.includes(keyId)) {
    report({ where, problem: `is by the key ${keyId}, which is none of those that are trusted` });
  }
}
