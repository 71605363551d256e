import { createHash, randomBytes, randomUUID } from "node:crypto";
import canonicalize from "canonicalize";
import type { Outcome } from "@/lib/contracts/history";
import type { CALLER_KINDS } from "@/lib/contracts/member";

/** What an event says of whom, and where somebody's own texts may stand. It can be erased, and the chain stays whole. */
export type Personal = {
  actorName: string;
  actorEmail: string | null;
  subjectId: string;
  address: string | null;
  details: Record<string, unknown>;
};

/** An event as it is hashed, with a salted hash in place of what is personal. Times are ISO 8601, in milliseconds. */
export type Content = {
  id: string;
  at: string;
  actorKind: (typeof CALLER_KINDS)[number] | null;
  actorId: string;
  action: string;
  subjectType: string;
  requestId: string | null;
  outcome: Outcome;
  personalHash: string;
};

/** Its place in the chain. */
export type Link = { position: number; previousHash: string; hash: string };

/** What the first event has in place of the hash of one before it. */
export const GENESIS = "0".repeat(64);

/** JSON in the one form that everybody writes alike (RFC 8785). */
export function canonical(value: unknown): string {
  return canonicalize(value) ?? "null";
}

/** SHA-256 in hex. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export function personalHashOf(personal: Personal, salt: string): string {
  return sha256(`${salt}.${canonical(personal)}`);
}

export function digestOf(content: Content): string {
  return sha256(canonical(content));
}

/** The hash of an event in its place; what `audit_chain` in the database computes, where places are given out. */
export function linkHash({ position, previousHash }: Omit<Link, "hash">, digest: string): string {
  return sha256(canonical({ event: digest, position, previous: previousHash }));
}

export type Sealed = { content: Content; personal: Personal; salt: string; digest: string };

/** Makes an event ready for its place in the chain. */
export function seal(event: Omit<Content, "id" | "at" | "personalHash">, personal: Personal): Sealed {
  const salt = randomBytes(16).toString("base64url");
  const storable = asStored({ event, personal });
  const personalHash = personalHashOf(storable.personal, salt);
  const content = { ...storable.event, id: randomUUID(), at: new Date().toISOString(), personalHash };
  return { content, personal: storable.personal, salt, digest: digestOf(content) };
}

/** As the database gives it back: no database keeps NUL or half a surrogate pair, nor JSON what is undefined. */
function asStored<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (_, inner) =>
      typeof inner === "string" ? inner.replaceAll("\0", "\uFFFD").replace(/\p{Cs}/gu, "\uFFFD") : inner,
    ),
  );
}
