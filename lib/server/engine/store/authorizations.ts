import { eq, lt } from "drizzle-orm";
import * as z from "zod/mini";
import { hashToken } from "../../cipher";
import { engineAuthorization } from "../../db/schema/engine-credential";
import type { Vault } from "../context";
import { openJson, openText } from "./open-json";

/** How long a person may take over the provider's pages, in milliseconds. */
export const AUTHORIZATION_LIFETIME = 10 * 60 * 1000;

/** Its fields are its writer's affair. */
const providerSchema = z.record(z.string(), z.unknown());

/** A running authorization, under its `state`. */
type Authorization<Provider> = {
  instanceId: string;
  codeVerifier: string;
  redirectUrl: string | null;
  /** As it was when the flow began: its answers are taken from it alone. */
  provider: Provider;
};

/** Keeps an authorization until its callback, and lets go of those that nobody came back to. */
export async function storeAuthorization<Provider>(
  { db, cipher }: Vault,
  state: string,
  { instanceId, codeVerifier, redirectUrl, provider }: Authorization<Provider>,
): Promise<void> {
  const now = Date.now();
  const stateHash = hashToken(state);
  await db.transaction(async (tx) => {
    await tx.delete(engineAuthorization).where(lt(engineAuthorization.expiresAt, new Date(now)));
    await tx.insert(engineAuthorization).values({
      stateHash,
      instanceId,
      codeVerifier: cipher.encrypt(codeVerifier, verifierContext(stateHash)),
      provider: cipher.encrypt(JSON.stringify(provider), providerContext(stateHash)),
      redirectUrl,
      expiresAt: new Date(now + AUTHORIZATION_LIFETIME),
    });
  });
}

/** Takes an authorization out, so that a state serves once; undefined where it is unknown, used, expired or unreadable. */
export async function takeAuthorization<Provider>(
  { db, cipher }: Vault,
  state: string,
): Promise<Authorization<Provider> | undefined> {
  const stateHash = hashToken(state);
  const [taken] = await db
    .delete(engineAuthorization)
    .where(eq(engineAuthorization.stateHash, stateHash))
    .returning();
  if (!taken?.provider || taken.expiresAt <= new Date()) return undefined;
  const { instanceId, redirectUrl } = taken;
  const codeVerifier = openText(cipher, taken.codeVerifier, verifierContext(stateHash));
  const provider = openJson(cipher, taken.provider, providerContext(stateHash), providerSchema);
  if (codeVerifier === undefined || !provider) return undefined;
  return { instanceId, redirectUrl, codeVerifier, provider: provider as Provider };
}

export function providerContext(stateHash: string): string {
  return `engine_authorization.provider:${stateHash}`;
}

export function verifierContext(stateHash: string): string {
  return `engine_authorization.code_verifier:${stateHash}`;
}
