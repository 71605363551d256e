import { and, eq, sql } from "drizzle-orm";
import { engineClient } from "../../db/schema/engine-credential";
import type { Vault } from "../context";
import { openText } from "./open-json";

/** How the engine is known to an authorization server. */
export type OAuthClient = { clientId: string; clientSecret?: string | undefined };

type Key = { issuer: string; redirectUri: string };

/** The registration of before; undefined where there is none that is still good. */
export async function findClient({ db, cipher }: Vault, key: Key): Promise<OAuthClient | undefined> {
  const [row] = await db.select().from(engineClient).where(isOf(key));
  if (!row || (row.secretExpiresAt && row.secretExpiresAt <= new Date())) return undefined;
  const { clientId } = row;
  if (!row.clientSecret) return { clientId };
  const clientSecret = openText(cipher, row.clientSecret, secretContext(key));
  return clientSecret === undefined ? undefined : { clientId, clientSecret };
}

/** Keeps a registration and answers the one that holds: of two made at once, the first. */
export async function keepClient(
  vault: Vault,
  key: Key,
  { clientId, clientSecret, endsAt }: OAuthClient & { endsAt?: Date },
): Promise<OAuthClient> {
  const { db, cipher } = vault;
  const row = {
    clientId,
    clientSecret: clientSecret ? cipher.encrypt(clientSecret, secretContext(key)) : null,
    secretExpiresAt: endsAt ?? null,
  };
  await db
    .insert(engineClient)
    .values({ ...key, ...row })
    .onConflictDoUpdate({
      target: [engineClient.issuer, engineClient.redirectUri],
      set: { ...row, createdAt: new Date() },
      setWhere: sql`${engineClient.secretExpiresAt} <= now()`,
    });
  return (await findClient(vault, key)) ?? { clientId, clientSecret };
}

function isOf({ issuer, redirectUri }: Key) {
  return and(eq(engineClient.issuer, issuer), eq(engineClient.redirectUri, redirectUri));
}

export function secretContext({ issuer }: Key): string {
  return `engine_client.client_secret:${issuer}`;
}
