import { eq } from "drizzle-orm";
import { type Cipher, createCipher, deriveKey } from "../cipher";
import type { Database } from "../db/client";
import { keptKey } from "../db/schema/secret-check";
import { ADDRESS_PURPOSES } from "../engine/urls";
import type { Secrets } from "./secrets";

/** Under which name a kept key is encrypted. */
export const keptAs = (purpose: string) => `kept_key.value:${purpose}`;

/**
 * The cipher of this database. Keys in addresses that people have in their clients are kept in it, encrypted, so that the
 * addresses are good under any secret that opens them. A database that has none yet keeps those of its secret.
 */
export async function openCipher(
  db: Database,
  { current, previous }: Secrets,
  writtenWith: string,
): Promise<Cipher> {
  const plain = createCipher(current, { previous });
  const kept = await readKeys(db, plain);
  const missing = ADDRESS_PURPOSES.filter((purpose) => !kept.has(purpose));
  if (missing.length > 0) {
    const rows = missing.map((purpose) => ({
      purpose,
      value: plain.encrypt(deriveKey(writtenWith, purpose).toString("base64url"), keptAs(purpose)),
    }));
    await db.insert(keptKey).values(rows).onConflictDoNothing();
    // Of two processes that start at once, both go on with what the first has kept.
    return createCipher(current, { previous, kept: await readKeys(db, plain) });
  }
  return createCipher(current, { previous, kept });
}

async function readKeys(db: Database, cipher: Cipher): Promise<Map<string, Buffer>> {
  const rows = await db.select().from(keptKey);
  return new Map(
    rows.map(({ purpose, value }) => [
      purpose,
      Buffer.from(cipher.decrypt(value, keptAs(purpose)), "base64url"),
    ]),
  );
}

/** Lets go of kept keys that a secret does not open: addresses with them are dead. */
export async function dropLostKeys(db: Pick<Database, "select" | "delete">, cipher: Cipher): Promise<void> {
  for (const { purpose, value } of await db.select().from(keptKey)) {
    try {
      cipher.decrypt(value, keptAs(purpose));
    } catch {
      await db.delete(keptKey).where(eq(keptKey.purpose, purpose));
    }
  }
}
