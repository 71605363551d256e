import { and, asc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { REFRESH_OUTCOMES } from "@/lib/contracts/target";
import { hashToken } from "../../cipher";
import type { Database } from "../../db/client";
import { endsSoon } from "../../db/ends-soon";
import {
  type CredentialRow,
  engineAuthorization,
  engineCredential,
  engineRefresh,
} from "../../db/schema/engine-credential";
import type { Vault } from "../context";
import type { Credential } from "../targets/port";
import { openJson } from "./open-json";

/** A token endpoint's success (RFC 6749, section 5.1). */
export type Tokens = {
  access_token: string;
  token_type: string;
  /** Seconds, from when it was answered. */
  expires_in?: number | undefined;
  refresh_token?: string | undefined;
  scope?: string | undefined;
};

const secretSchema = z.record(z.string(), z.unknown());
const grantSchema = z.object({
  issuer: z.string(),
  tokenEndpoint: z.string(),
  revocationEndpoint: z.optional(z.string()),
  authMethods: z.optional(z.readonly(z.array(z.string()))),
  resource: z.optional(z.string()),
  client: z.object({ clientId: z.string(), clientSecret: z.optional(z.string()) }),
});

/** At which provider, for which client and resource tokens were granted. They are sent nowhere else. */
export type Grant = z.infer<typeof grantSchema>;

/** A credential as it is kept. */
export type Stored = {
  credential: Credential;
  grant: Grant | undefined;
  expiresAt: Date | null;
  refreshAt: Date | null;
  refusedAt: Date | null;
  /** Another one after every change of the secret. */
  version: string;
  /** Another one after each time that the account was connected. */
  account: string;
  /** Whether its secret could be opened; it counts as refused where it could not. */
  isReadable: boolean;
};

/** How long before its end an account counts as ending, and how many of them are told at once. */
const ENDING_HOURS = 24;
const ENDING_AT_MOST = 1_000;

/** Keeps what lets an instance into its account, encrypted, in place of what was kept before. */
export async function storeCredential(
  vault: Vault,
  instanceId: string,
  credential: Credential,
  grant?: Grant,
): Promise<void> {
  const { db, cipher } = vault;
  const row = {
    ...sealed(vault, instanceId, credential),
    grant: grant ? cipher.encrypt(JSON.stringify(grant), grantContext(instanceId)) : null,
    refusedAt: null,
    leaseOwner: null,
    leaseUntil: null,
  };
  await db
    .insert(engineCredential)
    .values({ instanceId, ...row })
    .onConflictDoUpdate({ target: engineCredential.instanceId, set: row });
}

/** What lets an instance into its account; undefined where nothing does. */
export async function readCredential(vault: Vault, instanceId: string): Promise<Credential | undefined> {
  const stored = await readStored(vault, instanceId);
  return stored?.isReadable ? stored.credential : undefined;
}

/** The same, with what is known of it. */
export async function readStored(vault: Vault, instanceId: string): Promise<Stored | undefined> {
  const [row] = await vault.db
    .select()
    .from(engineCredential)
    .where(eq(engineCredential.instanceId, instanceId));
  return row && openStored(vault, row);
}

/** What its tokens can be renewed with; undefined where they cannot be. */
export function refreshTokenOf({ credential, grant }: Stored): string | undefined {
  return grant && credential.kind === "oauth" ? (credential.secret as Tokens).refresh_token : undefined;
}

/** Instances whose account ends within a day and cannot be renewed, those with the least time left first. */
export async function listEnding(db: Database): Promise<{ instanceId: string; endsAt: Date }[]> {
  const { instanceId, expiresAt, refreshAt, refusedAt, updatedAt } = engineCredential;
  const rows = await db
    .select({ instanceId, endsAt: expiresAt })
    .from(engineCredential)
    .where(and(isNull(refreshAt), isNull(refusedAt), endsSoon(expiresAt, updatedAt, ENDING_HOURS)))
    .orderBy(asc(expiresAt))
    .limit(ENDING_AT_MOST);
  return rows.flatMap(({ instanceId: id, endsAt }) => (endsAt ? [{ instanceId: id, endsAt }] : []));
}

/** Forgets the credential, and the authorizations under way, which would otherwise bring one back. */
export async function deleteCredential(db: Database, instanceId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(engineAuthorization).where(eq(engineAuthorization.instanceId, instanceId));
    await tx.delete(engineCredential).where(eq(engineCredential.instanceId, instanceId));
  });
}

/**
 * Takes the right to renew a credential for so many milliseconds, over all processes, and reads it anew; undefined where
 * somebody else has it.
 */
export async function leaseCredential(
  vault: Vault,
  instanceId: string,
  owner: string,
  milliseconds: number,
): Promise<Stored | undefined> {
  const lease = sql`make_interval(secs => ${milliseconds / 1000})`;
  const [row] = await vault.db
    .update(engineCredential)
    .set({ leaseOwner: owner, leaseUntil: sql`now() + ${lease}` })
    .where(
      and(
        eq(engineCredential.instanceId, instanceId),
        // A lease that ends later than any does is from before the clock was put back.
        or(
          isNull(engineCredential.leaseUntil),
          lt(engineCredential.leaseUntil, sql`now()`),
          gt(engineCredential.leaseUntil, sql`now() + 2 * ${lease}`),
        ),
      ),
    )
    .returning();
  return row && openStored(vault, row);
}

/** Gives the right back, unless somebody else has it by now. */
export async function releaseCredential(db: Database, instanceId: string, owner: string): Promise<void> {
  await db
    .update(engineCredential)
    .set({ leaseOwner: null, leaseUntil: null })
    .where(and(eq(engineCredential.instanceId, instanceId), eq(engineCredential.leaseOwner, owner)));
}

type Refresh = {
  /** Which process it was. */
  process: string;
  /** The refresh token that was sent. */
  token: string;
} & (
  | { outcome: "rotated" | "renewed"; tokens: Tokens }
  | {
      outcome: Exclude<(typeof REFRESH_OUTCOMES)[number], "rotated" | "renewed">;
      reason: string;
      again?: Date;
    }
);

/**
 * Keeps what came of a renewal, the tokens and the entry of it in one transaction. Nothing where the credential has
 * become another one since it was read, as it does when somebody connects anew.
 */
export async function keepRefresh(
  vault: Vault,
  instanceId: string,
  version: string,
  refresh: Refresh,
): Promise<void> {
  const change =
    "tokens" in refresh
      ? sealed(vault, instanceId, { kind: "oauth", secret: refresh.tokens })
      : refresh.outcome === "refused"
        ? { refusedAt: new Date() }
        : { refreshAt: refresh.again ?? null };
  await vault.db.transaction(async (tx) => {
    const [kept] = await tx
      .update(engineCredential)
      .set(change)
      .where(and(eq(engineCredential.instanceId, instanceId), eq(engineCredential.secret, version)))
      .returning({ instanceId: engineCredential.instanceId });
    if (!kept) return;
    const after = "tokens" in refresh ? refresh.tokens.refresh_token : undefined;
    await tx.insert(engineRefresh).values({
      instanceId,
      process: refresh.process,
      outcome: refresh.outcome,
      tokenBefore: tokenMark(refresh.token),
      tokenAfter: after === undefined ? null : tokenMark(after),
      reason: "reason" in refresh ? refresh.reason.slice(0, 500) : null,
    });
  });
}

/** Notes that the account's side takes this credential no more, unless it has become another one. */
export async function refuseCredential(db: Database, instanceId: string, version: string): Promise<void> {
  await db
    .update(engineCredential)
    .set({ refusedAt: new Date() })
    .where(and(eq(engineCredential.instanceId, instanceId), eq(engineCredential.secret, version)));
}

/** So much of a token's hash that two can be told apart, and no token be known. */
function tokenMark(token: string): string {
  return hashToken(token).slice(0, 8);
}

function sealed({ cipher }: Vault, instanceId: string, { kind, secret }: Credential) {
  const now = Date.now();
  const life = kind === "oauth" ? ((secret as Partial<Tokens>).expires_in ?? 0) * 1000 : 0;
  const ends = life > 0 ? now + life : undefined;
  const canRenew = kind === "oauth" && (secret as Partial<Tokens>).refresh_token !== undefined;
  return {
    kind,
    secret: cipher.encrypt(JSON.stringify(secret), secretContext(instanceId)),
    expiresAt: ends ? new Date(ends) : null,
    // Two minutes ahead, or a quarter of its life where that is short.
    refreshAt: ends && canRenew ? new Date(ends - Math.min(120_000, life / 4)) : null,
    updatedAt: new Date(now),
  };
}

/**
 * A credential as it was read with something else. What cannot be opened, or is none of what was sealed here, counts as
 * refused: somebody has to connect the account anew. It is not noted so, because another process may still read it.
 */
export function openStored({ cipher }: Pick<Vault, "cipher">, row: CredentialRow): Stored {
  const { instanceId, kind, secret, grant, expiresAt, refreshAt, refusedAt, updatedAt } = row;
  const fields = openJson(cipher, secret, secretContext(instanceId), secretSchema);
  return {
    credential: { kind, secret: fields ?? {} },
    grant: grant ? openJson(cipher, grant, grantContext(instanceId), grantSchema) : undefined,
    expiresAt,
    refreshAt,
    refusedAt: fields ? refusedAt : (refusedAt ?? updatedAt),
    version: secret,
    // A grant is sealed anew with each consent, and left as it is when its tokens are renewed.
    account: tokenMark(grant ?? secret),
    isReadable: fields !== undefined,
  };
}

export function secretContext(instanceId: string): string {
  return `engine_credential.secret:${instanceId}`;
}

export function grantContext(instanceId: string): string {
  return `engine_credential.grant:${instanceId}`;
}
