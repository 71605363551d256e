import {
  RECEIPT_TYPE,
  receiptStatementSchema,
  type SignedReceipt,
  signedReceiptSchema,
} from "@/lib/contracts/job";
import type { Finding } from "./checker";
import { type AuditSigner, isSignedBy, keyIdOf } from "./signing";

type Statement = Omit<SignedReceipt, "type" | "version" | "keyId" | "publicKey" | "signature">;

/** Signs a receipt as it is told, so that the file proves itself. */
export function signReceipt({ keyId, publicKey, sign }: AuditSigner, statement: Statement): SignedReceipt {
  const told = receiptStatementSchema.parse({ type: RECEIPT_TYPE, version: 1, ...statement });
  return { ...told, keyId, publicKey, signature: sign(told) };
}

/** What a receipt's file proves; `keyId` is whose signature it has, to be held against the console's own list of keys. */
export type ReceiptReport = { items: number; findings: Finding[]; keyId: string | undefined };

/**
 * Checks a receipt that was exported; undefined for a file that is none.
 * @param trusted the ids of keys that are known to be the console's; any key will do where none are named
 */
export function verifyReceipt(content: string, trusted: readonly string[] = []): ReceiptReport | undefined {
  const parsed = parseJson(content);
  if (typeof parsed !== "object" || parsed === null || !("type" in parsed) || parsed.type !== RECEIPT_TYPE) {
    return undefined;
  }
  const findings: Finding[] = [];
  const found = signedReceiptSchema.safeParse(parsed).data;
  if (!found) {
    findings.push({
      where: "the file",
      problem: "is no whole receipt: something of it is missing or changed",
    });
    return { items: 0, findings, keyId: undefined };
  }
  const { keyId, publicKey, signature } = found;
  // As it stands in the file: what the schema would drop was added to it.
  const { keyId: _id, publicKey: _key, signature: _signature, ...statement } = parsed as SignedReceipt;
  const where = "the signature";
  if (keyIdOf(publicKey) !== keyId) findings.push({ where, problem: "names another key than its own" });
  else if (!isSignedBy(publicKey, statement, signature)) {
    findings.push({ where, problem: "is not right: the receipt was changed, or signed by another key" });
  }
  if (trusted.length > 0 && !trusted.includes(keyId)) {
    findings.push({ where, problem: `is by the key ${keyId}, which is none of those that are trusted` });
  }
  return { items: found.items.length, findings, keyId };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
