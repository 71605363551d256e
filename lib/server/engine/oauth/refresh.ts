import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
import type { EngineContext } from "../context";
import type { OAuthClient } from "../store/clients";
import {
  type Grant,
  keepRefresh,
  leaseCredential,
  openStored,
  readStored,
  refreshTokenOf,
  refuseCredential,
  releaseCredential,
  type Stored,
  type Tokens,
} from "../store/credentials";
import type { Credentials } from "../targets/port";
import { quirksOf } from "../targets/remote/issuers";
import { requestTokens } from "./token-endpoint";

type Reach = Pick<EngineContext, "db" | "cipher" | "fetch" | "providerTimeout" | "log"> & {
  /** The operator's own app at the provider of an instance, as it is now: its secret may be a new one. */
  ownApp(instanceId: string): Promise<OAuthClient | undefined>;
};

/** Milliseconds between two looks at whether somebody else is done renewing. */
const LOOK = 100;
/** Milliseconds beside what the provider may take, until whoever renews is taken for dead. */
const MARGIN = 5_000;
/** Milliseconds until a provider that did not answer properly is asked again. */
const BACK_OFF = 10_000;

const PROCESS = `${hostname()}:${process.pid}`;

/**
 * Credentials that renew themselves ahead of their end: once, however many calls and processes find it due, because a
 * refresh token that is used twice may end the whole grant. Whoever comes meanwhile uses what is still good.
 */
export function createCredentials(context: Reach): Credentials {
  const { db } = context;
  const running = new Map<string, Promise<void>>();
  const ahead = new Set<string>();
  const read = (instanceId: string) => readStored(context, instanceId);

  /** One renewal at a time in this process; the lease is for the others. */
  async function renewed(instanceId: string, due: (stored: Stored) => boolean): Promise<Stored | undefined> {
    const run =
      running.get(instanceId) ?? renew(context, instanceId, due).finally(() => running.delete(instanceId));
    running.set(instanceId, run);
    await run;
    return read(instanceId);
  }

  /** While what is there is still good, nobody waits for somebody else, who may be dead. */
  async function renewedAhead(instanceId: string, stored: Stored): Promise<Stored | undefined> {
    if (running.has(instanceId) || ahead.has(instanceId)) return stored;
    ahead.add(instanceId);
    try {
      return (await renewIfFree(context, instanceId, isDue)) ? await read(instanceId) : stored;
    } finally {
      ahead.delete(instanceId);
    }
  }

  return {
    async current(instanceId, known) {
      const stored =
        known === undefined ? await read(instanceId) : known ? openStored(context, known) : undefined;
      if (!stored || !isDue(stored)) return stored && answer(stored);
      const now = await (isOver(stored) ? renewed(instanceId, isDue) : renewedAhead(instanceId, stored));
      return now && answer(now);
    },
    async renew(instanceId, used) {
      const isUsed = ({ version, refusedAt }: Stored) => version === used && !refusedAt;
      const stored = await read(instanceId);
      const canRenew = stored !== undefined && refreshTokenOf(stored) !== undefined;
      const now = stored && canRenew && isUsed(stored) ? await renewed(instanceId, isUsed) : stored;
      if (!now || now.refusedAt) return undefined;
      if (now.version !== used) return answer(now);
      // A provider that could not be asked has not said that the grant is over.
      return canRenew ? { ...answer(now), state: "expired" } : undefined;
    },
    refuse: (instanceId, used) => refuseCredential(db, instanceId, used),
  };
}

function answer(stored: Stored) {
  const { credential, version, account, refusedAt } = stored;
  return {
    ...credential,
    version,
    account,
    state: refusedAt ? "refused" : isOver(stored) ? "expired" : "good",
  } as const;
}

function isOver({ expiresAt }: Stored): boolean {
  return expiresAt !== null && expiresAt <= new Date();
}

function isDue({ refreshAt, refusedAt }: Stored): boolean {
  return refreshAt !== null && refusedAt === null && refreshAt <= new Date();
}

/** How long whoever renews has it for themselves, in milliseconds: the provider's answer comes within it, or never. */
const leaseOf = ({ providerTimeout }: Reach) => providerTimeout + MARGIN;

/** Renews, or waits for who does; where that one has died, until the right to do it is free again. */
async function renew(context: Reach, instanceId: string, due: (stored: Stored) => boolean): Promise<void> {
  const until = Date.now() + 2 * leaseOf(context);
  while (!(await renewIfFree(context, instanceId, due)) && Date.now() < until) {
    await setTimeout(LOOK);
    const stored = await readStored(context, instanceId);
    if (!stored || !due(stored)) return;
  }
}

/** @returns whether nobody else is at it */
async function renewIfFree(
  context: Reach,
  instanceId: string,
  due: (stored: Stored) => boolean,
): Promise<boolean> {
  const owner = randomUUID();
  const leased = await leaseCredential(context, instanceId, owner, leaseOf(context));
  if (!leased) return false;
  try {
    // Somebody else may have renewed it before the lease was ours.
    if (due(leased)) await renewLeased(context, instanceId, leased);
  } finally {
    await releaseCredential(context.db, instanceId, owner);
  }
  return true;
}

async function renewLeased(context: Reach, instanceId: string, stored: Stored): Promise<void> {
  const { grant, version } = stored;
  const token = refreshTokenOf(stored);
  if (!grant || token === undefined) return;
  const before = stored.credential.secret as Tokens;
  const outcome = await requestTokens(context, grant, await clientOf(context, instanceId, grant), {
    grant_type: "refresh_token",
    refresh_token: token,
    ...(quirksOf(grant.issuer).scopeOnRefresh && before.scope && { scope: before.scope }),
  });
  const entry = { process: PROCESS, token };
  if (outcome.tokens) {
    const { refresh_token = token, scope = before.scope } = outcome.tokens;
    await keepRefresh(context, instanceId, version, {
      ...entry,
      outcome: refresh_token === token ? "renewed" : "rotated",
      tokens: { ...outcome.tokens, refresh_token, scope },
    });
    return;
  }
  const { dead, reason } = outcome;
  context.log.warn({ instanceId, issuer: grant.issuer, reason, dead }, "tokens were not renewed");
  await keepRefresh(context, instanceId, version, {
    ...entry,
    reason,
    ...(dead ? { outcome: "refused" } : { outcome: "kept", again: new Date(Date.now() + BACK_OFF) }),
  });
}

/** With the operator's newest secret, where the grant is of the same app. */
async function clientOf({ ownApp }: Reach, instanceId: string, { client }: Grant): Promise<OAuthClient> {
  const app = await ownApp(instanceId);
  return app?.clientId === client.clientId ? app : client;
}
