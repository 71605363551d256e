import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { OUTCOMES } from "@/lib/contracts/history";
import { CALLER_KINDS } from "@/lib/contracts/member";
import { CSV_BEGINNING } from "@/lib/words/csv";
import { createChecker, type Finding } from "./checker";
import { CSV_SIGNATURE, FILE_TYPE, fileStatement, SIGNATURE_TYPE } from "./export-file";
import { readCsvEvents } from "./read-csv";
import { isSignedBy, keyIdOf } from "./signing";
import type { Report } from "./verify-database";
import { checkEnds, endsSchema } from "./verify-ends";

const place = z.object({ position: z.int(), hash: z.string() });
const headSchema = z.object({
  type: z.literal(FILE_TYPE),
  exportedAt: z.string(),
  console: z.string(),
  filter: z.record(z.string(), z.unknown()),
  whole: z.boolean(),
  start: place,
});
const text = z.nullable(z.string());
const eventSchema = z.object({
  content: z.object({
    id: z.string(),
    at: z.string(),
    actorKind: z.nullable(z.enum(CALLER_KINDS)),
    actorId: z.string(),
    action: z.string(),
    subjectType: z.string(),
    requestId: text,
    outcome: z.enum(OUTCOMES),
    personalHash: z.string(),
  }),
  personal: z.object({
    actorName: z.string(),
    actorEmail: text,
    subjectId: z.string(),
    address: text,
    details: z.record(z.string(), z.unknown()),
  }),
  salt: text,
  link: z.nullable(z.object({ position: z.int(), previousHash: z.string(), hash: z.string() })),
});
const signatureSchema = z.object({
  type: z.literal(SIGNATURE_TYPE),
  exportedAt: z.string(),
  console: z.string(),
  filter: z.record(z.string(), z.unknown()),
  whole: z.boolean(),
  events: z.int(),
  last: place,
  sha256: z.string(),
  start: z.optional(place),
  ...z.partial(endsSchema).shape,
  keyId: z.string(),
  publicKey: z.string(),
  signature: z.string(),
});
type Signed = z.infer<typeof signatureSchema>;

/** What a file proves: `keyId` is whose signature it has, to be held against the console's own list of keys. */
export type FileReport = Report & { keyId: string | undefined };
type Tell = (finding: Finding) => void;

/**
 * Checks an exported file, JSON Lines or CSV: that it is as it was signed, each event and its place, and that it goes by
 * the ends that were signed from day to day.
 * @param trusted the ids of keys that are known to be the console's; any key will do where none are named
 */
export function verifyFile(content: string, trusted: readonly string[] = []): FileReport {
  const lines = content.split(/(?<=\n)/).filter((line) => line !== "");
  const isCsv = content.startsWith(CSV_BEGINNING);
  const findings: Finding[] = [];
  const report: Tell = (finding) => findings.push(finding);
  const signed = isCsv ? csvSignature(lines.at(-1)) : readLine(signatureSchema, lines.at(-1));
  const body = signed ? lines.slice(0, -1) : lines;
  const checked = isCsv ? checkCsv(body, signed, report) : checkLines(body, report);
  if (!signed)
    report({
      where: "the end of the file",
      problem: "its signature is missing: it was cut short, or changed",
    });
  else {
    checkSignature(signed, { body, trusted, report, events: checked?.counts.events });
    if (signed.heads && checked) checkEnds(signed, { hashes: checked.hashes, trusted, report });
  }
  const counts = checked?.counts ?? { events: signed?.events ?? 0, erased: 0 };
  return { ...counts, signatures: signed && findings.length === 0 ? 1 : 0, findings, keyId: signed?.keyId };
}

/** What was found of a file's events: the hash at each place is held against the ends that were signed. */
type Checked = { counts: { events: number; erased: number }; hashes: Map<number, string> };
type Read = { where: string; event: unknown }[];

function checkLines(lines: readonly string[], report: Tell): Checked {
  const head = readLine(headSchema, lines[0]);
  if (!head) {
    report({ where: "line 1", problem: "is not how an export of the record begins" });
    return { counts: { events: 0, erased: 0 }, hashes: new Map() };
  }
  const read = lines.slice(1).map((line, index) => ({ where: `line ${index + 2}`, event: parseJson(line) }));
  return checkEvents(read, head, report);
}

/** Undefined for a file of the version before, of which only the signature tells. */
function checkCsv(lines: readonly string[], signed: Signed | undefined, report: Tell): Checked | undefined {
  const rows = readCsvEvents(lines.join("").slice(CSV_BEGINNING.length));
  if (!rows) return undefined;
  const read = rows.map(({ line, event }) => ({ where: `line ${line}`, event }));
  const first = read.map(({ event }) => eventSchema.safeParse(event).data?.link).find((link) => link);
  const start = signed?.start ?? {
    position: (first?.position ?? 1) - 1,
    hash: first?.previousHash ?? "",
  };
  return checkEvents(read, { start, whole: signed?.whole ?? false }, report);
}

function checkEvents(
  read: Read,
  { start, whole }: Pick<z.infer<typeof headSchema>, "start" | "whole">,
  report: Tell,
): Checked {
  const checker = createChecker({ start, whole, report });
  const hashes = new Map<number, string>();
  for (const { where, event } of read) {
    const known = eventSchema.safeParse(event).data;
    if (!known) {
      report({ where, problem: "is no event" });
      continue;
    }
    checker.add(known);
    if (known.link) hashes.set(known.link.position, known.link.hash);
  }
  return { counts: checker.counts, hashes };
}

type Around = {
  body: readonly string[];
  trusted: readonly string[];
  report: Tell;
  events: number | undefined;
};

function checkSignature(signed: Signed, { body, trusted, report, events }: Around): void {
  const { keyId, publicKey, signature, events: count, last, sha256, heads, segment = null } = signed;
  const where = "the signature";
  const statement = fileStatement(signed, { events: count, last, sha256 }, heads && { heads, segment });
  if (keyIdOf(publicKey) !== keyId) report({ where, problem: "names another key than its own" });
  else if (!isSignedBy(publicKey, statement, signature)) {
    report({ where, problem: "is not right: it was changed, or made by another key" });
  }
  if (trusted.length > 0 && !trusted.includes(keyId)) {
    report({ where, problem: `is by the key ${keyId}, which is none of those that are trusted` });
  }
  const hash = createHash("sha256");
  for (const line of body) hash.update(line);
  if (hash.digest("hex") === sha256) return;
  const gone = events === undefined || events === count ? "" : `: it has ${events} events of ${count}`;
  report({ where: "the file", problem: `is not as it was signed${gone}` });
}

function csvSignature(line = ""): Signed | undefined {
  const [, encoded] = new RegExp(`^"${CSV_SIGNATURE}","([\\w-]+)"\\r\\n$`).exec(line) ?? [];
  return encoded ? readLine(signatureSchema, Buffer.from(encoded, "base64url").toString("utf8")) : undefined;
}

function readLine<Schema extends z.ZodMiniType>(schema: Schema, line = ""): z.output<Schema> | undefined {
  return schema.safeParse(parseJson(line)).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
