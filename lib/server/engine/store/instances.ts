import { and, asc, eq, getTableColumns, isNotNull, isNull, sql } from "drizzle-orm";
import type { CreateServerRequest } from "@/lib/contracts/klavis/create-instance";
import type { ServerName } from "@/lib/contracts/server-name";
import type { TARGET_REGISTRATIONS } from "@/lib/contracts/target";
import type { Database } from "../../db/client";
import {
  engineCredential,
  engineInstance,
  engineSuspension,
  engineSwitchedOff,
  engineTarget,
  engineUser,
} from "../../db/schema/engine";
import type { Suspended } from "./suspensions";

/** An instance as stored, and what else holds for it. */
export type Instance = typeof engineInstance.$inferSelect & {
  /** Whether there is a credential for its account. */
  connected: boolean;
  /** What it is suspended with; null where it is not. */
  suspended: Suspended["scope"] | null;
  /** The tools that are switched off at it. */
  switchedOff: string[];
  /** How accounts are let in at the target that was chosen for its server; null where none was. */
  registration: (typeof TARGET_REGISTRATIONS)[number] | null;
};

type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/**
 * The instance of this account, server, user and platform, made where there is none, and then prepared in the same
 * transaction. One that is already there keeps its settings, whatever the request says. The unique index decides
 * between concurrent calls.
 */
export async function createInstance(
  db: Database,
  account: string,
  request: CreateServerRequest,
  prepare: (tx: Transaction, id: string) => Promise<void>,
): Promise<{ id: string; created: boolean; isReadOnly: boolean }> {
  const { serverName, userId, connectionType, legacy, isReadOnly } = request;
  const platformName = request.platformName ?? "";
  const outcome = await db.transaction(async (tx) => {
    await tx
      .insert(engineUser)
      .values({ account, userId, lastUsedAt: new Date() })
      .onConflictDoUpdate({
        target: [engineUser.account, engineUser.userId],
        set: { lastUsedAt: new Date() },
      });
    const [made] = await tx
      .insert(engineInstance)
      .values({ account, serverName, userId, platformName, connectionType, legacy, isReadOnly })
      .onConflictDoNothing()
      .returning({ id: engineInstance.id });
    if (made) {
      await prepare(tx, made.id);
      return { id: made.id, created: true, isReadOnly };
    }
    const [found] = await tx
      .select({ id: engineInstance.id, isReadOnly: engineInstance.isReadOnly })
      .from(engineInstance)
      .where(
        and(
          eq(engineInstance.account, account),
          eq(engineInstance.serverName, serverName),
          eq(engineInstance.userId, userId),
          eq(engineInstance.platformName, platformName),
        ),
      );
    return found && { ...found, created: false };
  });
  // Nothing found after a conflict: it was deleted in between, and what is asked for now is a new one.
  return outcome ?? createInstance(db, account, request, prepare);
}

/** An instance of the account; undefined for one of another account as for one that does not exist. */
export async function findInstance(db: Database, account: string, id: string): Promise<Instance | undefined> {
  const [found] = await selectInstances(db).where(ofAccount(account, id));
  return found;
}

/** All instances of one user at one server, whatever their platform; the one whose credential is newest first. */
export function listInstancesOf(
  db: Database,
  account: string,
  userId: string,
  serverName: ServerName,
): Promise<Instance[]> {
  return selectInstances(db)
    .where(
      and(
        eq(engineInstance.account, account),
        eq(engineInstance.userId, userId),
        eq(engineInstance.serverName, serverName),
      ),
    )
    .orderBy(sql`${engineCredential.updatedAt} desc nulls last`, asc(engineInstance.id));
}

/** An instance by its id alone, for callers that hold a capability for it: its server URL or its connect page. */
export async function openInstance(db: Database, id: string): Promise<Instance | undefined> {
  const [found] = await selectInstances(db).where(eq(engineInstance.id, id));
  return found;
}

/** The setting that then holds; undefined where the account has no such instance. */
export async function setReadOnly(
  db: Database,
  account: string,
  id: string,
  isReadOnly: boolean,
): Promise<boolean | undefined> {
  const [changed] = await db
    .update(engineInstance)
    .set({ isReadOnly })
    .where(ofAccount(account, id))
    .returning({ isReadOnly: engineInstance.isReadOnly });
  return changed?.isReadOnly;
}

/** Whether the instance is discovered step by step, which is decided once; what was decided first stays. */
export async function decideDiscovery(db: Database, id: string, discovers: boolean): Promise<boolean> {
  const [decided] = await db
    .update(engineInstance)
    .set({ discovers: sql`coalesce(${engineInstance.discovers}, ${discovers})` })
    .where(eq(engineInstance.id, id))
    .returning({ discovers: engineInstance.discovers });
  return decided?.discovers ?? discovers;
}

/** Removes an instance with its credential, its running authorizations and its sandbox; false where there is none. */
export async function deleteInstance(db: Database, account: string, id: string): Promise<boolean> {
  const deleted = await db
    .delete(engineInstance)
    .where(ofAccount(account, id))
    .returning({ id: engineInstance.id });
  return deleted.length > 0;
}

const SUSPENDED = sql<Suspended["scope"] | null>`(
  select ${engineSuspension.scope} from ${engineSuspension}
  where (${engineSuspension.scope}, ${engineSuspension.name}) in (
    ('everything', ''), ('server', ${engineInstance.serverName}), ('user', ${engineInstance.userId}),
    ('instance', ${engineInstance.id}::text)
  )
  limit 1
)`;

const SWITCHED_OFF = sql<string[]>`(
  select coalesce(json_agg(${engineSwitchedOff.tool}), '[]')
  from ${engineSwitchedOff} where ${engineSwitchedOff.instanceId} = ${engineInstance.id}
)`;

const REGISTRATION = sql<Instance["registration"]>`(
  select coalesce(${engineTarget.registration}, 'automatic')
  from ${engineTarget} where ${engineTarget.serverName} = ${engineInstance.serverName} and ${engineTarget.kind} = 'remote'
)`;

export function selectInstances(db: Database) {
  return db
    .select({
      ...getTableColumns(engineInstance),
      connected: sql<boolean>`${isNotNull(engineCredential.instanceId)} and ${isNull(engineCredential.refusedAt)}`,
      suspended: SUSPENDED,
      switchedOff: SWITCHED_OFF,
      registration: REGISTRATION,
    })
    .from(engineInstance)
    .leftJoin(engineCredential, eq(engineCredential.instanceId, engineInstance.id));
}

function ofAccount(account: string, id: string) {
  return and(eq(engineInstance.account, account), eq(engineInstance.id, id));
}
