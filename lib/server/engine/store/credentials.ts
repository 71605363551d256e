import { eq } from "drizzle-orm";
import type { Cipher } from "../../cipher";
import type { Database } from "../../db/client";
import { engineAuthorization, engineCredential } from "../../db/schema/engine";

type Vault = { db: Database; cipher: Cipher };

/** Keeps what lets an instance into its account, encrypted, in place of what was kept before. */
export async function storeCredential(
  { db, cipher }: Vault,
  instanceId: string,
  kind: "oauth" | "key",
  secret: unknown,
): Promise<void> {
  const row = {
    kind,
    secret: cipher.encrypt(JSON.stringify(secret), `engine_credential.secret:${instanceId}`),
    updatedAt: new Date(),
  };
  await db
    .insert(engineCredential)
    .values({ instanceId, ...row })
    .onConflictDoUpdate({ target: engineCredential.instanceId, set: row });
}

/** Forgets the credential, and the authorizations under way, which would otherwise bring one back. */
export async function deleteCredential(db: Database, instanceId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(engineAuthorization).where(eq(engineAuthorization.instanceId, instanceId));
    await tx.delete(engineCredential).where(eq(engineCredential.instanceId, instanceId));
  });
}
