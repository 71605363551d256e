import { eq } from "drizzle-orm";
import type { Database } from "../../db/client";
import { engineAuthorization, engineCredential } from "../../db/schema/engine";
import type { Vault } from "../context";
import type { Credential } from "../targets/port";

/** Keeps what lets an instance into its account, encrypted, in place of what was kept before. */
export async function storeCredential(
  { db, cipher }: Vault,
  instanceId: string,
  { kind, secret }: Credential,
): Promise<void> {
  const row = {
    kind,
    secret: cipher.encrypt(JSON.stringify(secret), secretContext(instanceId)),
    updatedAt: new Date(),
  };
  await db
    .insert(engineCredential)
    .values({ instanceId, ...row })
    .onConflictDoUpdate({ target: engineCredential.instanceId, set: row });
}

/** What lets an instance into its account; undefined where nothing does. */
export async function readCredential(
  { db, cipher }: Vault,
  instanceId: string,
): Promise<Credential | undefined> {
  const [stored] = await db
    .select({ kind: engineCredential.kind, secret: engineCredential.secret })
    .from(engineCredential)
    .where(eq(engineCredential.instanceId, instanceId));
  return (
    stored && {
      kind: stored.kind,
      secret: JSON.parse(cipher.decrypt(stored.secret, secretContext(instanceId))),
    }
  );
}

/** Forgets the credential, and the authorizations under way, which would otherwise bring one back. */
export async function deleteCredential(db: Database, instanceId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(engineAuthorization).where(eq(engineAuthorization.instanceId, instanceId));
    await tx.delete(engineCredential).where(eq(engineCredential.instanceId, instanceId));
  });
}

function secretContext(instanceId: string): string {
  return `engine_credential.secret:${instanceId}`;
}
