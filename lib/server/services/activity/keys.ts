import { asc } from "drizzle-orm";
import { auditKey } from "../../db/schema/audit";
import { verb } from "../../verb";

/** The public keys that the record was ever signed with, for whoever checks a file of it. */
export const listAuditKeys = verb("console.check", ["visitor"], async ({ db, audit: { signer } }) => {
  const kept = await db.select().from(auditKey).orderBy(asc(auditKey.addedAt));
  const keys = new Map(kept.map(({ id, publicKey }) => [id, publicKey]));
  // Also before it has signed anything.
  keys.set(signer.keyId, signer.publicKey);
  const fixed = { kty: "OKP", crv: "Ed25519", use: "sig" } as const;
  return { keys: [...keys].map(([kid, x]) => ({ ...fixed, kid, x })) };
});
