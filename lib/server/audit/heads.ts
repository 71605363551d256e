import { desc } from "drizzle-orm";
import type { Database } from "../db/client";
import { auditHead, auditKey, auditSignedHead } from "../db/schema/audit";
import type { AuditSigner } from "./signing";
import { headStatement } from "./statements";

/** Signs where the chain ends, where it has grown since the last time. Answers its place then. */
export async function signHead(db: Database, signer: AuditSigner): Promise<number | undefined> {
  await keepKey(db, signer);
  const [head] = await db.select().from(auditHead);
  const [signed] = await db
    .select({ position: auditSignedHead.position })
    .from(auditSignedHead)
    .orderBy(desc(auditSignedHead.position))
    .limit(1);
  if (!head || head.position === 0 || head.position <= (signed?.position ?? 0)) return undefined;
  const statement = { position: head.position, hash: head.hash, signedAt: new Date() };
  await db
    .insert(auditSignedHead)
    .values({ ...statement, keyId: signer.keyId, signature: signer.sign(headStatement(statement)) })
    .onConflictDoNothing();
  return head.position;
}

/** Public keys are kept for good: what an old one signed is still to be checked. */
export async function keepKey(
  db: Pick<Database, "insert">,
  { keyId, publicKey }: AuditSigner,
): Promise<void> {
  await db.insert(auditKey).values({ id: keyId, publicKey }).onConflictDoNothing();
}
