import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { OUTCOMES } from "@/lib/contracts/history";
import { CALLER_KINDS } from "@/lib/contracts/member";
import { CSV_BEGINNING } from "@/lib/words/csv";
import { createChecker, type Finding } from "./checker";
import { CSV_SIGNATURE, FILE_TYPE, fileStatement, SIGNATURE_TYPE } from "./export-file";
import { isSignedBy, keyIdOf } from "./signing";
import type { Report } from "./verify-database";

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
  keyId: z.string(),
  publicKey: z.string(),
  signature: z.string(),
});
type Signed = z.infer<typeof signatureSchema>;

/** What a file proves: `keyId` is whose signature it has, to be held against the console's own list of keys. */
export type FileReport = Report & { keyId: string | undefined };

/**
 * Checks an exported file, JSON Lines or CSV: that it is as it was signed, and, of JSON Lines, each event and its place.
 * @param trusted the ids of keys that are known to be the console's; any key will do where none are named
 */
export function verifyFile(content: string, trusted: readonly string[] = []): FileReport {
  const lines = content.split(/(?<=\n)/).filter((line) => line !== "");
  const isCsv = content.startsWith(CSV_BEGINNING);
  const findings: Finding[] = [];
  const report = (finding: Finding) => findings.push(finding);
  const signed = isCsv ? csvSignature(lines.at(-1)) : readLine(signatureSchema, lines.at(-1));
  const body = signed ? lines.slice(0, -1) : lines;
  const counts = isCsv ? { events: signed?.events ?? 0, erased: 0 } : checkEvents(body, report);
  if (!signed)
    report({
      where: "the end of the file",
      problem: "its signature is missing: it was cut short, or changed",
    });
  else checkSignature(signed, { body, trusted, report, events: isCsv ? undefined : counts.events });
  return { ...counts, signatures: signed && findings.length === 0 ? 1 : 0, findings, keyId: signed?.keyId };
}

function checkEvents(lines: readonly string[], report: (finding: Finding) => void) {
  const head = readLine(headSchema, lines[0]);
  if (!head) {
    report({ where: "line 1", problem: "is not how an export of the record begins" });
    return { events: 0, erased: 0 };
  }
  const checker = createChecker({ start: head.start, whole: head.whole, report });
  for (const [index, line] of lines.slice(1).entries()) {
    const event = readLine(eventSchema, line);
    if (event) checker.add(event);
    else report({ where: `line ${index + 2}`, problem: "is no event" });
  }
  return checker.counts;
}

type Around = {
  body: readonly string[];
  trusted: readonly string[];
  report: (finding: Finding) => void;
  events: number | undefined;
};

function checkSignature(signed: Signed, { body, trusted, report, events }: Around): void {
  const { keyId, publicKey, signature, events: count, last, sha256, exportedAt, filter, whole } = signed;
  const where = "the signature";
  const head = { exportedAt, console: signed.console, filter, whole, start: last };
  if (keyIdOf(publicKey) !== keyId) report({ where, problem: "names another key than its own" });
  else if (!isSignedBy(publicKey, fileStatement(head, count, last, sha256), signature)) {
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
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
