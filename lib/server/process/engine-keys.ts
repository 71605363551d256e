import type { EngineScope } from "@/lib/contracts/api-key";
import type { Actor } from "../context";
import type { Database } from "../db/client";
import type { FindKey, KeyUse } from "../engine/rest/api-keys";
import { authenticateKey } from "../services/api-keys/authenticate";
import { FIRST_KEY, recordKeyUse } from "../services/api-keys/record-use";
import { clientAddress } from "./address";
import type { Env } from "./env";

/** Reading is what the record does not tell of. */
const TOLD: readonly EngineScope[] = ["create", "call", "admin", "secrets"];

/** The console's API keys, as its engine knows them, and how what they do comes into the record. */
export function engineKeys(db: Database, { trustedProxies }: Pick<Env, "trustedProxies">) {
  const tellOf = (caller: Actor) => (use: KeyUse) =>
    recordKeyUse(db, caller, use, clientAddress(use.headers, trustedProxies));
  const findKey: FindKey = async (secret) => {
    const known = await authenticateKey(db, secret);
    if (!known) return undefined;
    const { caller, account, scopes, refusal } = known;
    return { id: caller.id, account, scopes, refusal, told: TOLD, tell: tellOf(caller) };
  };
  return { findKey, onSecretsRead: tellOf(FIRST_KEY) };
}
