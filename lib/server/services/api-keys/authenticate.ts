import { and, eq, isNull, lt, or, type SQL } from "drizzle-orm";
import { type ApiKeyScope, type ApiKeyState, scopesWithin } from "@/lib/contracts/api-key";
import type { Role } from "@/lib/contracts/member";
import { roleIncludes } from "@/lib/contracts/terms/role";
import { hashToken, sameSecret } from "../../cipher";
import type { ApiKey } from "../../context";
import type { Database } from "../../db/client";
import { apiKey } from "../../db/schema/api-key";
import { user } from "../../db/schema/auth";
import { apiKeyState, scopesOf } from "./serialize";

/** How exactly it is kept when a key was used last, in milliseconds. */
const LAST_USED = 60_000;

export type KnownKey = {
  /** The key as one who acts, with the lesser of its role and its maker's as they are now. */
  caller: ApiKey;
  account: string;
  /** Of its scopes, those that go with that role. */
  scopes: readonly ApiKeyScope[];
  /** Why it opens nothing any more, in a sentence. */
  refusal: string | undefined;
};

/** The key of that secret, as used at this moment; undefined where there is none. */
export async function authenticateKey(db: Database, secret: string): Promise<KnownKey | undefined> {
  const hash = hashToken(secret);
  const found = await readKey(db, eq(apiKey.secretHash, hash));
  if (!found || !sameSecret(found.row.secretHash, hash)) return undefined;
  const { row, known } = found;
  if (!known.refusal && isStale(row.lastUsedAt)) {
    const stale = or(isNull(apiKey.lastUsedAt), lt(apiKey.lastUsedAt, new Date(Date.now() - LAST_USED)));
    await db
      .update(apiKey)
      .set({ lastUsedAt: new Date() })
      .where(and(eq(apiKey.id, row.id), stale));
  }
  return known;
}

/** A key by its id, for what is gone on with in its name; undefined where there is none that opens anything. */
export async function findUsableKey(db: Database, id: string): Promise<KnownKey | undefined> {
  const found = await readKey(db, eq(apiKey.id, id));
  return found?.known.refusal === undefined ? found?.known : undefined;
}

/** Whoever made a key, while they may sign in themselves. */
export const isMaker = and(eq(user.id, apiKey.createdBy), isNull(user.disabledAt));

async function readKey(db: Database, condition: SQL) {
  const [found] = await db
    .select({ row: apiKey, maker: user.role })
    .from(apiKey)
    .leftJoin(user, isMaker)
    .where(condition);
  if (!found) return undefined;
  const { row, maker } = found;
  const role = maker ? lesser(row.role, maker) : "viewer";
  const known: KnownKey = {
    caller: { kind: "apiKey", id: row.id, name: row.name, email: null, role },
    account: row.account,
    scopes: scopesWithin(role, scopesOf(row)),
    refusal: REFUSALS[apiKeyState(row, maker !== null)],
  };
  return { row, known };
}

const REFUSALS: Record<ApiKeyState, string | undefined> = {
  active: undefined,
  expired: "This API key has expired",
  revoked: "This API key was revoked",
  ownerless: "Whoever made this API key is no member any more",
};

function lesser(a: Role, b: Role): Role {
  return roleIncludes(a, b) ? b : a;
}

function isStale(lastUsedAt: Date | null): boolean {
  return !lastUsedAt || lastUsedAt.getTime() < Date.now() - LAST_USED;
}
